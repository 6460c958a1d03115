package org.autoencoderzoo.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.autoencoderzoo.cli.report.RunReport.NoisyInput;
import org.autoencoderzoo.cli.report.RunReport.PcaBaseline;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.examples.page.Html;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The page holds all it shows, says what came out, and survives unusual runs. */
class ReportPageTest {

  private static final ImageShape DIGIT = new ImageShape(1, 8, 8);
  private static final Pattern IMAGE = Pattern.compile("<img [^>]*>");
  private static final Pattern REFERENCE = Pattern.compile("\\s(?:src|srcset|href)=\"([^\"]*)\"");

  @Test
  void nothingIsLoadedFromOutside() {
    String page = new Run().page();

    assertThat(page).doesNotContain("http:", "https:", "<script", "url(", "@import");
    assertThat(REFERENCE.matcher(page).results().map(match -> match.group(1)))
        .isNotEmpty()
        .allMatch(reference -> reference.startsWith("data:"));
  }

  @Test
  void everyImageIsDescribed() {
    assertThat(IMAGE.matcher(new Run().page()).results().map(match -> match.group()))
        .hasSize(4 + 1 + 2) // Strips of 5 of 20 examples, filters, charts.
        .allMatch(image -> image.matches(".* alt=\"[^\"]{10,}\".*"));
  }

  @Test
  void chartsComeInTwoColourSchemes() {
    assertThat(new Run().page().split("<source media=\"\\(prefers-color-scheme: dark\\)\""))
        .hasSize(1 + 2);
  }

  @Test
  void everyMetricIsExplained() {
    String page = new Run().page();

    for (Metric metric : Metric.values()) {
      assertThat(page)
          .contains("<code>" + metric.key() + "</code>")
          .contains(Html.text(metric.meaning()).markup());
    }
  }

  @Test
  void metricsThatDoNotApplyAreLeftOut() {
    Run run = new Run();
    run.metrics.remove(Metric.CROSS_ENTROPY);
    run.metrics.remove(Metric.SQUARED_ERROR);

    assertThat(run.page()).doesNotContain("cross_entropy", "6.31");
  }

  @Test
  void pageWithoutAnyMetricIsStillAPage() {
    Run run = new Run();
    run.metrics.clear();

    assertThat(run.page()).contains("Learning curve").doesNotContain("<h2>Metrics</h2>");
  }

  @Test
  void textIsEscapedWhereverItComesFrom() {
    Run run = new Run();
    String evil = "<script>alert(\"'&\")</script>";
    run.model = evil;
    run.settings.put(evil, evil);
    run.facts.put(evil, evil);

    assertThat(run.page())
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(&quot;&#39;&amp;&quot;)&lt;/script&gt;");
  }

  @Test
  void whatLooksLikeASlotIsText() {
    Run run = new Run();
    run.settings.put("braces", "{{command}} $1 \\");

    assertThat(run.page()).contains("<td>{{command}} $1 \\</td>");
  }

  @Test
  void settingsAreExact() {
    Run run = new Run();
    run.settings.put("learningRate", 0.000123456);
    run.settings.put("hidden", List.of(1000, 500));

    assertThat(run.page()).contains("<td>0.000123456</td>", "<td>1000, 500</td>");
  }

  @Test
  void filtersOfAConvolutionAreCalledWhatTheyAre() {
    Run run = new Run();
    assertThat(run.page()).contains("Each tile is one unit", "the input of length 1");
    run.filters = Optional.of(new Filters(new ImageShape(1, 3, 3), Nd4j.randn(16, 9)));
    assertThat(run.page()).contains("Each tile is one filter", "the patch of the image");
  }

  @Test
  void headlineComparesWithPca() {
    Run run = new Run();
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
    Run run = new Run();
    run.metrics.put(Metric.SQUARED_ERROR, 29.6);
    run.penalized = true;

    assertThat(run.outcome())
        .endsWith(
            "the model's error is 4 times as high, but it was trained to keep a penalty on its code"
                + " low, too.");
  }

  @Test
  void headlineIsSilentAboutPcaWhereItWasNotMeasured() {
    Run run = new Run();
    run.metrics.remove(Metric.PCA_SQUARED_ERROR);

    assertThat(run.outcome()).endsWith("its squared error is 6.31 per image.");
  }

  @Test
  void headlineDoesNotComeSecondToAPcaThatCopies() {
    Run run = new Run();
    run.metrics.put(Metric.CODE_SIZE, 1000.0);
    run.metrics.put(Metric.ACTIVE_UNITS, 1000.0);
    run.withoutPca();

    assertThat(run.page())
        .contains("into 1000 numbers", "With as many numbers as pixels", "PCA is no yardstick here")
        .doesNotContain("higher.", "<li>PCA</li>");
  }

  @Test
  void sparseCodeIsNotComparedWithADenseOne() {
    Run run = new Run();
    run.metrics.put(Metric.ACTIVE_UNITS, 5.0);
    run.withoutPca();

    assertThat(run.outcome())
        .contains("For each image only 5 of these are not zero", "it is no yardstick here");
  }

  @Test
  void denoiserIsJudgedByWhatItRestores() {
    Run run = new Run();
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
    Run run = new Run();
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
    Run run = new Run();
    run.metrics.put(Metric.FVU, 1.04);

    assertThat(run.outcome())
        .contains("The model has not learned", "than the mean of all images is", "usual causes");
  }

  @Test
  void filtersThatShowNothingAreSaidToAndWhy() {
    Run run = new Run();
    assertThat(run.filterWords()).contains("There is little to see: in most of them", "many units");
    run.metrics.put(Metric.CODE_SIZE, 128.0);
    assertThat(run.filterWords()).contains("With as many code units as pixels");
    run.filters = Optional.of(new Filters(new ImageShape(1, 3, 3), Nd4j.randn(16, 9)));
    assertThat(run.filterWords()).contains("3 by 3 pixels have room for a spot or an edge");
    run.filters = Optional.of(new Filters(DIGIT, Nd4j.ones(32, 64)));
    assertThat(run.filterWords()).doesNotContain("little to see");
  }

  @Test
  void tilesOfDeadUnitsAreExplained() {
    Run run = new Run();
    run.metrics.put(Metric.DEAD_UNITS, 3.0);
    assertThat(run.filterWords()).contains("3 of 32 are zero for every test example");
    run.metrics.put(Metric.DEAD_UNITS, 0.0);
    assertThat(run.filterWords()).doesNotContain("zero for every test example: their");
  }

  @Test
  void picturesOfPcaAndFiltersMayBeMissing() {
    Run run = new Run();
    run.pca = Optional.empty();
    run.filters = Optional.empty();

    assertThat(run.page()).doesNotContain("<li>PCA</li>", "Learned filters");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 11, 200})
  void anyNumberOfEpochsAndNoValidation(int epochs) {
    Run run = new Run();
    run.curve = curve(epochs, Double.NaN);

    assertThat(run.page()).contains("<h2>Learning curve</h2>").doesNotContain("test score");
  }

  @Test
  void oneEpochIsToldInWords() {
    Run run = new Run();
    run.curve = curve(1, 11);

    assertThat(run.page())
        .contains("After one epoch, the training score is 11. The test score is 22.");
  }

  @Test
  void eachLevelHasItsCurveAboveThatOfTheWhole() {
    Run run = new Run();
    run.curve = run.curve.withLevels(List.of(curve(3, 11), curve(1, 11)));

    assertThat(run.page())
        .containsSubsequence(
            "<h2>Learning curve of level 1 of 2</h2>",
            "<h2>Learning curve of level 2 of 2</h2>",
            "<h2>Learning curve of all levels together</h2>");
  }

  @Test
  void untrainedModelHasNoCurve() {
    Run run = new Run();
    run.curve = new LearningCurve(List.of());

    assertThat(run.page()).doesNotContain("Learning curve");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -3.25, 1e-20, 1e20})
  void constantCodes(double value) {
    Run run = new Run();
    run.codes = Nd4j.valueArrayOf(new long[] {50, 32}, value);

    assertThat(run.page()).contains("<h2>Activations</h2>");
  }

  @Test
  void sparseCodesSayHowManyAreZero() {
    Run run = new Run();
    INDArray codes = Nd4j.zeros(10, 40);
    codes.getColumn(0).addi(0.5);
    codes.getColumn(1).addi(0.7);
    run.codes = codes;

    assertThat(run.page()).contains("95% are exactly zero; the chart shows the others.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6})
  void anyNumberOfExamplesAndColours(int n) {
    Run run = new Run();
    run.shape = new ImageShape(3, 4, 6);
    run.originals = Nd4j.rand(n, 72);
    run.reconstructions = Nd4j.rand(n, 72);
    run.pca = Optional.empty();

    assertThat(run.page()).contains("Test examples " + (n == 6 ? "6 to 6" : "1 to " + n));
  }

  @Test
  void picturesThatDoNotBelongTogetherAreRefused() {
    Run run = new Run();
    run.reconstructions = Nd4j.rand(19, 64);

    assertThatIllegalArgumentException()
        .isThrownBy(run::page)
        .withMessage(
            "The reconstructions have shape [19, 64], expected that of the originals, [20, 64]");
  }

  @Test
  void thousandUnitsOnMnistFitIntoOneMegabyte() {
    Run run = new Run();
    run.shape = new ImageShape(1, 28, 28);
    run.originals = Nd4j.rand(20, 784);
    run.reconstructions = Nd4j.rand(20, 784);
    run.pca = Optional.of(new PcaBaseline(32, Nd4j.rand(20, 784)));
    run.filters = Optional.of(new Filters(run.shape, Nd4j.randn(100, 784)));

    assertThat(run.page().length()).isLessThan(1 << 20);
  }

  private static LearningCurve curve(int epochs, double validation) {
    return new LearningCurve(
        IntStream.rangeClosed(1, epochs)
            .mapToObj(i -> new Epoch(i, 10 + 1.0 / i, 2 * validation / i, 1))
            .toList());
  }

  /** A run to change in one respect. */
  private static final class Run {
    private String model = "basic";
    private final Map<String, String> facts = new LinkedHashMap<>(Map.of("Seed", "42"));
    private final Map<String, Object> settings = new LinkedHashMap<>(Map.of("codeSize", 32));
    private LearningCurve curve = curve(20, 11);
    private final Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    private boolean penalized;
    private ImageShape shape = DIGIT;
    private String scored = "test";
    private INDArray originals = Nd4j.rand(20, 64);
    private Optional<NoisyInput> noise = Optional.empty();
    private INDArray reconstructions = Nd4j.rand(20, 64);
    private Optional<PcaBaseline> pca = Optional.of(new PcaBaseline(32, Nd4j.rand(20, 64)));
    private Optional<Filters> filters = Optional.of(new Filters(DIGIT, Nd4j.randn(32, 64)));
    private INDArray codes = Nd4j.rand(100, 32);

    Run() {
      for (Metric metric : Metric.values()) {
        metrics.put(metric, 0.1 * metric.ordinal());
      }
      metrics.put(Metric.SQUARED_ERROR, 6.31);
      metrics.put(Metric.PCA_SQUARED_ERROR, 7.40);
      metrics.put(Metric.CODE_SIZE, 32.0);
      metrics.put(Metric.ACTIVE_UNITS, 32.0);
    }

    void withoutPca() {
      metrics.remove(Metric.PCA_SQUARED_ERROR);
      metrics.remove(Metric.PCA_DENOISING_ERROR);
      pca = Optional.empty();
    }

    String page() {
      return ReportPage.render(report());
    }

    String outcome() {
      return Outcome.of(report());
    }

    String filterWords() {
      return new FilterSection(report(), filters.orElseThrow()).words();
    }

    private RunReport report() {
      return new RunReport(
          model,
          "Autoencoder with one hidden layer.",
          "Handwritten digits",
          "./ae train basic --data digits --seed 42",
          facts,
          settings,
          curve,
          scored,
          metrics,
          penalized,
          shape,
          originals,
          noise,
          reconstructions,
          pca,
          filters,
          codes);
    }
  }
}
