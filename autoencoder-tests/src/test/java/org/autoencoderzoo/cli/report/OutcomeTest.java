package org.autoencoderzoo.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.autoencoderzoo.cli.report.ShownImages.NoisyInput;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.evaluation.Metric;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** The sentences at the head of the page and on the console say what came out. */
class OutcomeTest {

  @Test
  void headlineComparesWithPca() {
    SampleReport run = new SampleReport();
    assertThat(run.page()).contains(" PCA, the best linear way to do that, has 7.4 ");
    assertThat(run.outcome())
        .contains(
            "The model turns the 64 pixels of an image into 32 numbers, and these back into the"
                + " image. On test data its squared error is 6.31 per image. PCA, the best linear"
                + " way to do that, has 7.4 with the same 32 numbers: the model's error is 15%"
                + " lower.");

    run.metrics.put(Metric.SQUARED_ERROR, 8.14);
    assertThat(run.outcome()).contains("error is 10% higher.");
    run.metrics.put(Metric.SQUARED_ERROR, 7.401);
    assertThat(run.outcome()).contains("error is within 1% of that.");
    run.metrics.put(Metric.SQUARED_ERROR, 29.6);
    assertThat(run.outcome()).contains("error is 4 times as high.");
  }

  @Test
  void headlineSaysThatPcaHasNoPenaltyToKeepLow() {
    SampleReport run = new SampleReport();
    run.metrics.put(Metric.SQUARED_ERROR, 29.6);
    run.penalized = true;

    assertThat(run.outcome())
        .endsWith(
            "the model's error is 4 times as high, but it was trained to keep a penalty on its code"
                + " low, too.");
  }

  @Test
  void headlineIsSilentAboutPcaWhereItWasNotMeasured() {
    SampleReport run = new SampleReport();
    run.metrics.remove(Metric.PCA_SQUARED_ERROR);

    assertThat(run.outcome()).endsWith("its squared error is 6.31 per image.");
  }

  @Test
  void headlineDoesNotComeSecondToAPcaThatCopies() {
    SampleReport run = new SampleReport();
    run.metrics.put(Metric.CODE_SIZE, 1000.0);
    run.metrics.put(Metric.ACTIVE_UNITS, 1000.0);
    run.withoutPca();

    assertThat(run.page())
        .contains("into 1000 numbers", "With as many numbers as pixels", "PCA is no yardstick here")
        .doesNotContain("higher.", "<li>PCA</li>");
  }

  @Test
  void sparseCodeIsNotComparedWithADenseOne() {
    SampleReport run = new SampleReport();
    run.metrics.put(Metric.ACTIVE_UNITS, 5.0);
    run.withoutPca();

    assertThat(run.outcome())
        .contains("For each image only 5 of these are not zero", "it is no yardstick here");
  }

  @Test
  void denoiserIsJudgedByWhatItRestores() {
    SampleReport run = new SampleReport();
    run.noise =
        Optional.of(new NoisyInput(new MaskingNoise(0.25, 7), Nd4j.rand(20, 64), 4.5, 1.5, 3));

    assertThat(run.page())
        .contains(
            "The model is given images with 25% of the pixels set to zero and returns clean ones."
                + " On test data that takes the squared error from 4.5 per image to 1.5. PCA with"
                + " the same 32 numbers leaves 3: the model&#39;s error is 50% lower.",
            "Test examples, with noise, and restored",
            "from top to bottom: Original, Noisy, Restored, PCA")
        .containsSubsequence(
            "<li>Original</li>", "<li>Noisy</li>", "<li>Restored</li>", "<li>PCA</li>");
  }

  @Test
  void collapseIsSaidWithTheUsualCauses() {
    SampleReport run = new SampleReport();
    run.settings.put("learningRate", 10.0);
    run.reconstructions = Nd4j.rand(20, 64).muli(1e-3).addiRowVector(Nd4j.rand(1, 64));

    assertThat(run.outcome())
        .contains(
            "The model has collapsed: its reconstructions are all alike, whatever the input.",
            "a learning rate that is too high (here 10.0)")
        .doesNotContain("PCA, the best");
  }

  @Test
  void errorAboveThatOfTheMeanIsSaid() {
    SampleReport run = new SampleReport();
    run.metrics.put(Metric.FVU, 1.04);

    assertThat(run.outcome())
        .contains("The model has not learned", "than the mean of all images is", "usual causes");
  }
}
