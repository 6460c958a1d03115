package org.autoencoderzoo.cli.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.examples.page.Html;
import org.autoencoderzoo.examples.page.Pictures;
import org.autoencoderzoo.image.ImageShape;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a report shows of a model of images.
 *
 * @param shape of the examples as images
 * @param originals test examples to show, {@code [n, D]}; about 20
 * @param noise that the model was trained to take off its input, if any
 * @param reconstructions of the originals, or, where there is noise, of the noisy ones, {@code [n,
 *     D]}
 * @param pca PCA's reconstructions of the same, where PCA is something to compare with
 * @param filters of the first layer, where they can be shown as images; 100 fill the page well
 */
public record ShownImages(
    ImageShape shape,
    INDArray originals,
    Optional<NoisyInput> noise,
    INDArray reconstructions,
    Optional<PcaBaseline> pca,
    Optional<Filters> filters)
    implements ShownExamples {

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
   * Checks that the pictures go together.
   *
   * @throws IllegalArgumentException if there are no originals, or rows differ in number or shape
   */
  public ShownImages {
    requireRows("originals", originals, shape);
    filters.ifPresent(some -> requireRows("filters", some.units(), some.shape()));
    requireSameShape("reconstructions", reconstructions, originals);
    noise.ifPresent(some -> requireSameShape("noisy examples", some.noisy(), originals));
    pca.ifPresent(
        baseline ->
            requireSameShape("PCA's reconstructions", baseline.reconstructions(), originals));
  }

  @Override
  public String outcome(RunReport report) {
    return ImageOutcome.of(report, this);
  }

  @Override
  public List<Html> sections(RunReport report) {
    List<Html> sections = new ArrayList<>();
    sections.add(new ReconstructionSection(this).html());
    sections.addAll(LearningCurveSection.of(report));
    filters.ifPresent(some -> sections.add(new FilterSection(report, this, some).html()));
    CodeSection.of(report.codes()).ifPresent(codes -> sections.add(codes.html()));
    return sections;
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
