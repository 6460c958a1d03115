package org.autoencoderzoo;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.autoencoderzoo.datasets.DataUnavailableException;
import org.junit.jupiter.api.Assumptions;

/**
 * Data sets that are fetched: a test that cannot have one is skipped, and {@link TestsNotRun} says
 * so.
 */
public final class PublicData {

  private PublicData() {}

  /**
   * Runs what needs a data set, such as its {@code load}.
   *
   * @param use of the data set
   * @param <T> of the result
   * @return its result
   * @throws IOException if the data set is there, but cannot be read
   */
  public static <T> T orSkip(Callable<T> use) throws IOException {
    try {
      return use.call();
    } catch (DataUnavailableException e) {
      return Assumptions.abort(e.getMessage());
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
