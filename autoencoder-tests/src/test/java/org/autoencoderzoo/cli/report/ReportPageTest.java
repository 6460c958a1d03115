package org.autoencoderzoo.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.autoencoderzoo.cli.report.ShownImages.PcaBaseline;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.examples.page.Html;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.training.LearningCurve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The page holds all it shows, and survives unusual runs. */
class ReportPageTest {

  private static final Pattern IMAGE = Pattern.compile("<img [^>]*>");
  private static final Pattern REFERENCE = Pattern.compile("\\s(?:src|srcset|href)=\"([^\"]*)\"");

  @Test
  void nothingIsLoadedFromOutside() {
    String page = new SampleReport().page();

    assertThat(page).doesNotContain("http:", "https:", "<script", "url(", "@import");
    assertThat(REFERENCE.matcher(page).results().map(match -> match.group(1)))
        .isNotEmpty()
        .allMatch(reference -> reference.startsWith("data:"));
  }

  @Test
  void everyImageIsDescribed() {
    assertThat(IMAGE.matcher(new SampleReport().page()).results().map(match -> match.group()))
        .hasSize(4 + 1 + 2) // Strips of 5 of 20 examples, filters, charts.
        .allMatch(image -> image.matches(".* alt=\"[^\"]{10,}\".*"));
  }

  @Test
  void chartsComeInTwoColourSchemes() {
    assertThat(
            new SampleReport().page().split("<source media=\"\\(prefers-color-scheme: dark\\)\""))
        .hasSize(1 + 2);
  }

  @Test
  void everyMetricIsExplained() {
    String page = new SampleReport().page();

    for (Metric metric : Metric.values()) {
      assertThat(page)
          .contains("<code>" + metric.key() + "</code>")
          .contains(Html.text(metric.meaning()).markup());
    }
  }

  @Test
  void metricsThatDoNotApplyAreLeftOut() {
    SampleReport run = new SampleReport();
    run.metrics.remove(Metric.CROSS_ENTROPY);
    run.metrics.remove(Metric.SQUARED_ERROR);

    assertThat(run.page()).doesNotContain("cross_entropy", "6.31");
  }

  @Test
  void pageWithoutAnyMetricIsStillAPage() {
    SampleReport run = new SampleReport();
    run.metrics.clear();

    assertThat(run.page()).contains("Learning curve").doesNotContain("<h2>Metrics</h2>");
  }

  @Test
  void textIsEscapedWhereverItComesFrom() {
    SampleReport run = new SampleReport();
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
    SampleReport run = new SampleReport();
    run.settings.put("braces", "{{command}} $1 \\");

    assertThat(run.page()).contains("<td>{{command}} $1 \\</td>");
  }

  @Test
  void settingsAreExact() {
    SampleReport run = new SampleReport();
    run.settings.put("learningRate", 0.000123456);
    run.settings.put("hidden", List.of(1000, 500));

    assertThat(run.page()).contains("<td>0.000123456</td>", "<td>1000, 500</td>");
  }

  @Test
  void filtersOfAConvolutionAreCalledWhatTheyAre() {
    SampleReport run = new SampleReport();
    assertThat(run.page()).contains("Each tile is one unit", "the input of length 1");
    run.filters = Optional.of(new Filters(new ImageShape(1, 3, 3), Nd4j.randn(16, 9)));
    assertThat(run.page()).contains("Each tile is one filter", "the patch of the image");
  }

  @Test
  void filtersThatShowNothingAreSaidToAndWhy() {
    SampleReport run = new SampleReport();
    assertThat(run.filterWords()).contains("There is little to see: in most of them", "many units");
    run.metrics.put(Metric.CODE_SIZE, 128.0);
    assertThat(run.filterWords()).contains("With as many code units as pixels");
    run.filters = Optional.of(new Filters(new ImageShape(1, 3, 3), Nd4j.randn(16, 9)));
    assertThat(run.filterWords()).contains("3 by 3 pixels have room for a spot or an edge");
    run.filters = Optional.of(new Filters(SampleReport.DIGIT, Nd4j.ones(32, 64)));
    assertThat(run.filterWords()).doesNotContain("little to see");
  }

  @Test
  void tilesOfDeadUnitsAreExplained() {
    SampleReport run = new SampleReport();
    run.metrics.put(Metric.DEAD_UNITS, 3.0);
    assertThat(run.filterWords()).contains("3 of 32 are zero for every test example");
    run.metrics.put(Metric.DEAD_UNITS, 0.0);
    assertThat(run.filterWords()).doesNotContain("zero for every test example: their");
  }

  @Test
  void picturesOfPcaAndFiltersMayBeMissing() {
    SampleReport run = new SampleReport();
    run.pca = Optional.empty();
    run.filters = Optional.empty();

    assertThat(run.page()).doesNotContain("<li>PCA</li>", "Learned filters");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 11, 200})
  void anyNumberOfEpochsAndNoValidation(int epochs) {
    SampleReport run = new SampleReport();
    run.curve = SampleReport.curve(epochs, Double.NaN);

    assertThat(run.page()).contains("<h2>Learning curve</h2>").doesNotContain("test score");
  }

  @Test
  void oneEpochIsToldInWords() {
    SampleReport run = new SampleReport();
    run.curve = SampleReport.curve(1, 11);

    assertThat(run.page())
        .contains("After one epoch, the training score is 11. The test score is 22.");
  }

  @Test
  void eachLevelHasItsCurveAboveThatOfTheWhole() {
    SampleReport run = new SampleReport();
    run.curve = run.curve.withLevels(List.of(SampleReport.curve(3, 11), SampleReport.curve(1, 11)));

    assertThat(run.page())
        .containsSubsequence(
            "<h2>Learning curve of level 1 of 2</h2>",
            "<h2>Learning curve of level 2 of 2</h2>",
            "<h2>Learning curve of all levels together</h2>");
  }

  @Test
  void untrainedModelHasNoCurve() {
    SampleReport run = new SampleReport();
    run.curve = new LearningCurve(List.of());

    assertThat(run.page()).doesNotContain("Learning curve");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -3.25, 1e-20, 1e20})
  void constantCodes(double value) {
    SampleReport run = new SampleReport();
    run.codes = Nd4j.valueArrayOf(new long[] {50, 32}, value);

    assertThat(run.page()).contains("<h2>Activations</h2>");
  }

  @Test
  void sparseCodesSayHowManyAreZero() {
    SampleReport run = new SampleReport();
    INDArray codes = Nd4j.zeros(10, 40);
    codes.getColumn(0).addi(0.5);
    codes.getColumn(1).addi(0.7);
    run.codes = codes;

    assertThat(run.page()).contains("95% are exactly zero; the chart shows the others.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6})
  void anyNumberOfExamplesAndColours(int n) {
    SampleReport run = new SampleReport();
    run.shape = new ImageShape(3, 4, 6);
    run.originals = Nd4j.rand(n, 72);
    run.reconstructions = Nd4j.rand(n, 72);
    run.pca = Optional.empty();

    assertThat(run.page()).contains("Test examples " + (n == 6 ? "6 to 6" : "1 to " + n));
  }

  @Test
  void picturesThatDoNotBelongTogetherAreRefused() {
    SampleReport run = new SampleReport();
    run.reconstructions = Nd4j.rand(19, 64);

    assertThatIllegalArgumentException()
        .isThrownBy(run::page)
        .withMessage(
            "The reconstructions have shape [19, 64], expected that of the originals, [20, 64]");
  }

  @Test
  void thousandUnitsOnMnistFitIntoOneMegabyte() {
    SampleReport run = new SampleReport();
    run.shape = new ImageShape(1, 28, 28);
    run.originals = Nd4j.rand(20, 784);
    run.reconstructions = Nd4j.rand(20, 784);
    run.pca = Optional.of(new PcaBaseline(32, Nd4j.rand(20, 784)));
    run.filters = Optional.of(new Filters(run.shape, Nd4j.randn(100, 784)));

    assertThat(run.page().length()).isLessThan(1 << 20);
  }
}
