package org.autoencoderzoo.cli.report;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.examples.page.Pictures;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.training.LearningCurve;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a finished run of training gives to its report.
 *
 * @param model id, as the command line knows it
 * @param summary what the model is, in one line
 * @param data title of the data set
 * @param command that reproduces the run
 * @param facts about the run by name, in the order to show: seed, epochs, examples, seconds
 * @param settings of the model by name, in the order to show
 * @param curve scores by epoch, with those of the levels of a stack; without epochs, if nothing was
 *     trained
 * @param scored what the curve's validation scores are of, in a word: test or validation
 * @param metrics those that apply to the model, on test data
 * @param penalized whether the model was trained to keep a penalty low, too
 * @param shape of the examples as images
 * @param originals test examples to show, {@code [n, D]}; about 20
 * @param noise that the model was trained to take off its input, if any
 * @param reconstructions of the originals, or, where there is noise, of the noisy ones, {@code [n,
 *     D]}
 * @param pca PCA's reconstructions of the same, where PCA is something to compare with
 * @param filters of the first layer, where they can be shown as images; 100 fill the page well
 * @param codes of test examples, {@code [m, K]}, m at least 1; a sample is enough
 */
public record RunReport(
    String model,
    String summary,
    String data,
    String command,
    Map<String, String> facts,
    Map<String, Object> settings,
    LearningCurve curve,
    String scored,
    Map<Metric, Double> metrics,
    boolean penalized,
    ImageShape shape,
    INDArray originals,
    Optional<NoisyInput> noise,
    INDArray reconstructions,
    Optional<PcaBaseline> pca,
    Optional<Filters> filters,
    INDArray codes) {

  private static final int FILTER_COLUMNS = 10;
  private static final int FILTER_TILE = 46;

  /**
   * PCA on the same data.
   *
   * @param codeSize components kept; fewer than the model's code units, if there are no more
   * @param reconstructions of the report's originals, {@code [n, D]}
   */
  public record PcaBaseline(int codeSize, INDArray reconstructions) {}

  /**
   * Test examples with noise, and what is left of it. Errors are squared, against the clean
   * examples, summed over the pixels, mean over all test examples.
   *
   * @param noise put on the examples
   * @param noisy the report's originals with noise, {@code [n, D]}
   * @param error of the noisy examples as they are
   * @param restoredError of what the model makes of them
   * @param pcaError of what PCA makes of them
   */
  public record NoisyInput(
      IDropout noise, INDArray noisy, double error, double restoredError, double pcaError) {}

  /**
   * Keeps the order of facts and settings, and checks that the pictures go together.
   *
   * @throws IllegalArgumentException if there are no originals, or rows differ in number or shape
   */
  public RunReport {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    metrics = Map.copyOf(metrics);
    requireRows("originals", originals, shape);
    filters.ifPresent(some -> requireRows("filters", some.units(), some.shape()));
    requireSameShape("reconstructions", reconstructions, originals);
    noise.ifPresent(some -> requireSameShape("noisy examples", some.noisy(), originals));
    pca.ifPresent(
        baseline ->
            requireSameShape("PCA's reconstructions", baseline.reconstructions(), originals));
  }

  /** {@return the filters as tiles, two pixels for one of the page; empty if there are none} */
  public Optional<BufferedImage> filterPicture() {
    return filters.map(
        some -> Pictures.tiles(some.shape(), FILTER_COLUMNS, FILTER_TILE).weights(some.units()));
  }

  private static void requireRows(String what, INDArray rows, ImageShape shape) {
    if (rows.rank() != 2 || rows.size(0) < 1 || rows.size(1) != shape.size()) {
      throw new IllegalArgumentException(
          "The %s have shape %s, expected [n, %d] with n at least 1"
              .formatted(what, Arrays.toString(rows.shape()), shape.size()));
    }
  }

  private static void requireSameShape(String what, INDArray rows, INDArray originals) {
    if (!rows.equalShapes(originals)) {
      throw new IllegalArgumentException(
          "The %s have shape %s, expected that of the originals, %s"
              .formatted(what, Arrays.toString(rows.shape()), Arrays.toString(originals.shape())));
    }
  }
}
