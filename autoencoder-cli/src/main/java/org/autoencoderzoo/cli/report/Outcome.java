package org.autoencoderzoo.cli.report;

import java.util.Map;
import java.util.Optional;
import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.corruption.SaltAndPepperNoise;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.examples.page.Rounded;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What came out of a run, in words: the same on the page and on the console. */
public final class Outcome {

  /** Of a collapsed model, the reconstructions vary less than this share of what examples do. */
  private static final double ALIKE = 0.01;

  private final RunReport report;
  private final Map<Metric, Double> metrics;

  private Outcome(RunReport report) {
    this.report = report;
    this.metrics = report.metrics();
  }

  /**
   * {@return a few sentences, or nothing if the metrics say too little}
   *
   * @param report of the run
   */
  public static String of(RunReport report) {
    return report.metrics().containsKey(Metric.SQUARED_ERROR) ? new Outcome(report).text() : "";
  }

  private String text() {
    if (variation(report.reconstructions()) < ALIKE * variation(report.originals())) {
      return "The model has collapsed: its reconstructions are all alike, whatever the input. "
          + causes();
    }
    if (metrics.getOrDefault(Metric.FVU, 0.0) >= 1) {
      return "The model has not learned: with a squared error of "
          + error()
          + " per image on test data, its reconstructions are further from the images than the mean"
          + " of all images is. "
          + causes();
    }
    return report.noise().map(this::restoration).orElseGet(this::reconstruction);
  }

  private String causes() {
    Object rate = report.settings().get("learningRate");
    return "The usual causes are a learning rate that is too high"
        + (rate == null ? "" : " (here " + rate + ")")
        + ", a penalty or noise that outweighs the reconstruction, and training that is too short.";
  }

  /** Summed over the pixels, mean over the examples. */
  private static double variation(INDArray rows) {
    INDArray x = rows.castTo(DataType.DOUBLE);
    INDArray centred = x.subRowVector(x.mean(0));
    return centred.muli(centred).sumNumber().doubleValue() / x.size(0);
  }

  private String restoration(RunReport.NoisyInput noise) {
    String restored =
        "The model is given images with %s and returns clean ones. On test data that takes the"
                .formatted(words(noise.noise()))
            + " squared error from %s per image to %s."
                .formatted(Rounded.figure(noise.error()), Rounded.figure(noise.restoredError()));
    return restored
        + report
            .pca()
            .map(
                pca ->
                    " PCA with %s leaves %s: the model's error is %s."
                        .formatted(
                            numbers(pca.codeSize()),
                            Rounded.figure(noise.pcaError()),
                            difference(noise.restoredError() / noise.pcaError() - 1)))
            .orElse("");
  }

  private static String words(IDropout noise) {
    if (noise instanceof MaskingNoise masking) {
      return Rounded.percent(masking.q().last()) + " of the pixels set to zero";
    }
    if (noise instanceof SaltAndPepperNoise saltAndPepper) {
      return Rounded.percent(saltAndPepper.q().last()) + " of the pixels set to black or white";
    }
    if (noise instanceof AdditiveGaussianNoise gaussian) {
      return "Gaussian noise of deviation " + Rounded.figure(gaussian.sigma().last());
    }
    return "noise";
  }

  private String reconstruction() {
    return "The model turns the %d pixels of an image into %s, and these back into the image."
            .formatted(report.shape().size(), code())
        + " On test data its squared error is "
        + error()
        + " per image."
        + comparison().orElseGet(this::noYardstick);
  }

  private String error() {
    return Rounded.figure(metrics.get(Metric.SQUARED_ERROR));
  }

  private String code() {
    Double units = metrics.get(Metric.CODE_SIZE);
    return units == null ? "a code" : Rounded.figure(units) + (units == 1 ? " number" : " numbers");
  }

  private Optional<String> comparison() {
    Double pcaError = metrics.get(Metric.PCA_SQUARED_ERROR);
    return pcaError == null
        ? Optional.empty()
        : report
            .pca()
            .map(
                pca ->
                    " PCA, the best linear way to do that, has %s with %s: the model's error is %s%s."
                        .formatted(
                            Rounded.figure(pcaError),
                            numbers(pca.codeSize()),
                            difference(metrics.get(Metric.SQUARED_ERROR) / pcaError - 1),
                            report.penalized()
                                ? ", but it was trained to keep a penalty on its code low, too"
                                : ""));
  }

  /** Why there is no comparison, if the reason is in the code. */
  private String noYardstick() {
    double units = metrics.getOrDefault(Metric.CODE_SIZE, 0.0);
    double active = metrics.getOrDefault(Metric.ACTIVE_UNITS, units);
    if (active <= units / 2) {
      return " For each image only "
          + Rounded.figure(active)
          + " of these are not zero; PCA always uses all of its numbers, so it is no yardstick here.";
    }
    return units < report.shape().size()
        ? ""
        : " With as many numbers as pixels an image can simply be copied, as PCA would do, so PCA is"
            + " no yardstick here.";
  }

  private String numbers(int components) {
    boolean same = metrics.getOrDefault(Metric.CODE_SIZE, Double.NaN) == components;
    return (same ? "the same " : "") + (components == 1 ? "one number" : components + " numbers");
  }

  private static String difference(double relative) {
    double percent = Math.abs(100 * relative);
    if (!Double.isFinite(percent)) {
      return "higher";
    }
    if (percent < 0.5) {
      return "within 1% of that";
    }
    if (relative > 1) {
      return Rounded.figure(1 + relative) + " times as high";
    }
    return Math.round(percent) + "% " + (relative < 0 ? "lower" : "higher");
  }
}
