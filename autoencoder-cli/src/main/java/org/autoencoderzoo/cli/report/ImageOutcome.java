package org.autoencoderzoo.cli.report;

import java.util.Map;
import java.util.Optional;
import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.corruption.SaltAndPepperNoise;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.examples.page.Rounded;
import org.deeplearning4j.nn.conf.dropout.IDropout;

/** What came out of a run on images, in words. */
final class ImageOutcome {

  private final RunReport report;
  private final ShownImages images;
  private final Map<Metric, Double> metrics;

  private ImageOutcome(RunReport report, ShownImages images) {
    this.report = report;
    this.images = images;
    this.metrics = report.metrics();
  }

  static String of(RunReport report, ShownImages images) {
    return report.metrics().containsKey(Metric.SQUARED_ERROR)
        ? new ImageOutcome(report, images).text()
        : "";
  }

  private String text() {
    if (Outcome.isCollapsed(images.originals(), images.reconstructions())) {
      return Outcome.collapsed(report);
    }
    if (metrics.getOrDefault(Metric.FVU, 0.0) >= 1) {
      return "The model has not learned: with a squared error of "
          + error()
          + " per image on test data, its reconstructions are further from the images than the mean"
          + " of all images is. "
          + Outcome.causes(report);
    }
    return images.noise().map(this::restoration).orElseGet(this::reconstruction);
  }

  private String restoration(ShownImages.NoisyInput noise) {
    String restored =
        "The model is given images with %s and returns clean ones. On test data that takes the"
                .formatted(words(noise.noise()))
            + " squared error from %s per image to %s."
                .formatted(Rounded.figure(noise.error()), Rounded.figure(noise.restoredError()));
    return restored
        + images
            .pca()
            .map(
                pca ->
                    " PCA with %s leaves %s: the model's error is %s."
                        .formatted(
                            Outcome.numbers(pca.codeSize(), metrics),
                            Rounded.figure(noise.pcaError()),
                            Outcome.difference(noise.restoredError() / noise.pcaError() - 1)))
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
            .formatted(images.shape().size(), Outcome.code(metrics))
        + " On test data its squared error is "
        + error()
        + " per image."
        + comparison().orElseGet(this::noYardstick);
  }

  private String error() {
    return Rounded.figure(metrics.get(Metric.SQUARED_ERROR));
  }

  private Optional<String> comparison() {
    Double pcaError = metrics.get(Metric.PCA_SQUARED_ERROR);
    return pcaError == null
        ? Optional.empty()
        : images
            .pca()
            .map(
                pca ->
                    " PCA, the best linear way to do that, has %s with %s: the model's error is %s%s."
                        .formatted(
                            Rounded.figure(pcaError),
                            Outcome.numbers(pca.codeSize(), metrics),
                            Outcome.difference(metrics.get(Metric.SQUARED_ERROR) / pcaError - 1),
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
    return units < images.shape().size()
        ? ""
        : " With as many numbers as pixels an image can simply be copied, as PCA would do, so PCA is"
            + " no yardstick here.";
  }
}
