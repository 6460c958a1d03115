package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Data sets of anomaly detection: measurements, most of them normal. */
public enum AnomalyDataSet {
  /**
   * The Statlog (Shuttle) data of UCI: 9 measurements of the radiators of the Space Shuttle. From
   * the Debian package r-cran-mlbench.
   *
   * <p>As in the usual benchmark (Liu, Ting and Zhou, Isolation Forest, ICDM 2008), the class
   * {@code Rad.Flow} is normal (45586 rows), {@code High} is left out (8903), and the other five
   * are anomalous (3511). The split is UCI's: 43500 rows to learn from, of which only the normal
   * ones are kept, 14500 to test. That leaves {@code [34108, 9]} and {@code [12345, 9]}, 867 of
   * these anomalous. Each column is standardised: its training rows have mean 0 and variance 1.
   * Values far out are real and stay; the largest is 178 standard deviations from the mean.
   */
  SHUTTLE(Shuttle.FILES, Shuttle::read),
  /**
   * The UCI thyroid data: 21 measurements of 7200 patients, of whom 534 have a disease. Files,
   * scaling and split are those of Proben1, in the Debian package libfann-doc. Of the 3600 rows to
   * learn from, only the normal ones are kept. That leaves {@code [3319, 21]}, and {@code [3600,
   * 21]} to test, 253 of them anomalous; values are in [0,1].
   */
  THYROID(Thyroid.FILES, Thyroid::read);

  private final DebianData files;
  private final Reader reader;

  AnomalyDataSet(DebianData files, Reader reader) {
    this.files = files;
    this.reader = reader;
  }

  /** {@return the name on the command line, such as {@code shuttle}} */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Loads the data, fetching it first if need be.
   *
   * @return the data
   * @throws DataUnavailableException if the data is nowhere to be had
   * @throws IOException if a file cannot be read
   */
  public AnomalyData load() throws IOException {
    return reader.read(files.fetch(line -> {}));
  }

  /**
   * Loads the data, fetching it first if need be.
   *
   * @param dataDir a folder that may hold the files
   * @return the data
   * @throws DataUnavailableException if the data is nowhere to be had, or the folder does not exist
   *     or holds a file that is not the right one
   * @throws IOException if a file cannot be read
   */
  public AnomalyData load(Path dataDir) throws IOException {
    return reader.read(files.fetch(dataDir));
  }

  /**
   * Fills the cache folder.
   *
   * @param progress takes short lines that say what is going on
   * @return the cache folder of this data set
   * @throws DataUnavailableException if the data is nowhere to be had
   * @throws IOException if a file cannot be read or written
   */
  public Path fetch(Consumer<String> progress) throws IOException {
    return files.fetch(progress);
  }

  /** Makes data of the files of a folder. */
  private interface Reader {
    AnomalyData read(Path folder) throws IOException;
  }
}
