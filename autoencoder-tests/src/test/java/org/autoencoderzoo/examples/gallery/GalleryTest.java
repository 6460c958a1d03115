package org.autoencoderzoo.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.autoencoderzoo.examples.gallery.Gallery.Entry;
import org.autoencoderzoo.examples.page.ChartTheme;
import org.autoencoderzoo.image.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.nd4j.linalg.factory.Nd4j;

/** The page of the examples holds all it shows, says what holds, and fits every screen. */
class GalleryTest {

  private static final Pattern REFERENCE = Pattern.compile("\\s(?:src|srcset)=\"([^\"]*)\"");
  private static final Pattern IMAGE = Pattern.compile("<img [^>]*>");
  private static final String EVIL = "<script>alert(\"'&\")</script>";
  private static final ImageShape TILE = new ImageShape(1, 8, 8);
  private static final long SEED = 7;

  @TempDir private Path folder;
  private final StringWriter progress = new StringWriter();

  /** Everything that an example can show. */
  static void everything(Exhibit exhibit) throws IOException {
    double[] x = {1, 2, 3};
    exhibit.chart(
        "A line, falling, and some points.",
        new Chart("Units", "Error").line("line", x, new double[] {3, 2, 1}).points("points", x, x));
    exhibit.images("Twenty images.", TILE, 10, Nd4j.rand(20, 64));
    exhibit.weights("Twenty filters.", TILE, 10, Nd4j.randn(20, 64));
    exhibit.picture(
        "Wider than a chart.", new BufferedImage(1600, 400, BufferedImage.TYPE_INT_RGB));
    exhibit.table(
        "A small table.", new Table("model", "error").row("basic", 1.23456).row("pca", 2));
    Table wide = new Table("model", "two", "three", "four", "five", "six", "seven", "eight");
    exhibit.table("A wide table.", wide.row("contractive", 1, 2, 3, 4, 5, 6, 7));
    exhibit.claimAtMost("Error", 1, 2);
  }

  private static Entry entry(String id, Example example) {
    return new Entry(id, "Title of " + id, "What " + id + " shows.", example);
  }

  private List<String> run(List<Entry> entries, Entry entry) throws IOException {
    return new Gallery(folder, entries).run(entry, true, SEED, new PrintWriter(progress));
  }

  private String page(Example example) throws IOException {
    Entry entry = entry("one", example);
    run(List.of(entry), entry);
    return Files.readString(folder.resolve("index.html"));
  }

  private List<String> failures(Example example) throws IOException {
    Entry entry = entry("one", example);
    return run(List.of(entry), entry);
  }

  @Test
  void nothingIsLoadedFromOutside() throws IOException {
    String page = page(GalleryTest::everything);

    assertThat(page).doesNotContain("http:", "https:", "<script", "url(", "@import");
    assertThat(REFERENCE.matcher(page).results().map(match -> match.group(1)))
        .hasSize(4 + 1) // The chart comes in two colour schemes.
        .allMatch(reference -> reference.startsWith("data:image/png;base64,"));
  }

  @Test
  void everyImageIsDescribedByItsCaption() throws IOException {
    assertThat(IMAGE.matcher(page(GalleryTest::everything)).results().map(match -> match.group()))
        .hasSize(4)
        .anyMatch(image -> image.contains("alt=\"Twenty filters.\""))
        .allMatch(image -> image.matches("(?s).* alt=\"[^\"]{10,}\".*"));
  }

  @Test
  void textIsEscapedWhereverItComesFrom() throws IOException {
    Entry entry =
        new Entry(
            "one",
            EVIL,
            EVIL,
            exhibit -> {
              exhibit.table(EVIL, new Table(EVIL).row(EVIL));
              exhibit.images(EVIL, TILE, 1, Nd4j.rand(1, 64));
              exhibit.claimAtLeast(EVIL, 1, 0);
            });

    run(List.of(entry), entry);

    String escaped = "&lt;script&gt;alert(&quot;&#39;&amp;&quot;)&lt;/script&gt;";
    assertThat(folder.resolve("index.html")).content().doesNotContain("<script");
    // Title in its section and in the contents, what, two captions, alt, header, cell, claim.
    assertThat(Files.readString(folder.resolve("index.html")).split(Pattern.quote(escaped)))
        .hasSize(9 + 1);
  }

  @Test
  void runningAnExampleAgainReplacesItsSectionAndNoOther() throws IOException {
    Entry first = entry("first", exhibit -> exhibit.table("First.", new Table("a").row("old")));
    Entry second = entry("second", exhibit -> exhibit.table("Second.", new Table("a").row("kept")));
    Entry never = entry("never", exhibit -> {});
    run(List.of(first, second, never), second);
    run(List.of(first, second, never), first);
    Entry again = entry("first", exhibit -> exhibit.table("First.", new Table("a").row("new")));

    run(List.of(again, second, never), again);

    assertThat(folder.resolve("index.html"))
        .content()
        .containsSubsequence("id=\"first\"", "<td>new</td>", "id=\"second\"", "<td>kept</td>")
        .doesNotContain("<td>old</td>", "id=\"never\"")
        .containsOnlyOnce("id=\"first\"");
    assertThat(folder.resolve("lecture.md"))
        .content()
        .containsSubsequence("## Title of first", "| new |", "## Title of second", "| kept |")
        .doesNotContain("| old |");
  }

  @Test
  void exampleThatBreaksOffLeavesItsOldSection() throws IOException {
    page(GalleryTest::everything);
    Entry broken =
        entry(
            "one",
            exhibit -> {
              throw new IOException("no data");
            });

    assertThat(catchThrowable(() -> run(List.of(broken), broken))).hasMessage("no data");
    assertThat(folder.resolve("index.html")).content().contains("Twenty filters.");
  }

  @Test
  void sectionNamesTheCommandThatMadeIt() throws IOException {
    assertThat(page(GalleryTest::everything))
        .contains("<pre>./ae example one --quick --seed 7</pre>");
  }

  @Test
  void claimsThatHoldAreNoFailures() throws IOException {
    assertThat(
            failures(
                exhibit -> {
                  exhibit.claimAtMost("a", 1, 1);
                  exhibit.claimAtLeast("b", 1, 1);
                  exhibit.claimRising("c", 1, 2, 3);
                  exhibit.claimFalling("d", 3, 2, 1);
                }))
        .isEmpty();
  }

  @Test
  void claimThatDoesNotHoldIsReportedWithItsNumberAndTheExampleGoesOn() throws IOException {
    List<String> failures =
        failures(
            exhibit -> {
              exhibit.claimAtMost("Error", 2.5, 2);
              exhibit.claimAtLeast("Area", 0.4, 0.5);
              exhibit.claimRising("Widths", 1, 3, 2);
              exhibit.claimFalling("Norms", 2, 2);
              exhibit.claimAtMost("Kept", 1, 2);
            });

    assertThat(failures)
        .containsExactly(
            "Error: 2.5 (at most 2)",
            "Area: 0.4 (at least 0.5)",
            "Widths: 1, 3, 2 (rising)",
            "Norms: 2, 2 (falling)");
    assertThat(folder.resolve("index.html"))
        .content()
        .contains("<strong>Does not hold.</strong> Error: 2.5 (at most 2)")
        .contains("<strong>Holds.</strong> Kept: 1 (at most 2)");
    assertThat(progress.toString()).contains("DOES NOT HOLD: Error: 2.5 (at most 2)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void claimAboutWhatIsNotANumberDoesNotHold(int kind) throws IOException {
    assertThat(
            failures(
                exhibit -> {
                  switch (kind) {
                    case 0 -> exhibit.claimAtMost("x", Double.NaN, 1);
                    case 1 -> exhibit.claimAtLeast("x", Double.NaN, 1);
                    case 2 -> exhibit.claimRising("x", 1, Double.NaN);
                    default -> exhibit.claimFalling("x", Double.NaN, 1);
                  }
                }))
        .hasSize(1);
  }

  @Test
  void tableRefusesARowOfAnotherLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Table("a", "b").row(1))
        .withMessage("A row has 1 values, the table 2 columns");
  }

  @Test
  void tableRoundsFractionsAndKeepsWholeNumbers() {
    assertThat(new Table("a", "b", "c").row(1.23456, 12345, "x").rows())
        .containsExactly(List.of("1.23", "12345", "x"));
  }

  @Test
  void seriesOfAChartDifferInColourAndMarker() {
    double[] x = {1, 2};
    var series =
        new Chart("x", "y").line("a", x, x).line("b", x, x).draw(ChartTheme.LIGHT).getSeriesMap();

    assertThat(series.get("a").getMarker()).isNotEqualTo(series.get("b").getMarker());
    assertThat(series.get("a").getLineColor()).isNotEqualTo(series.get("b").getLineColor());
  }

  /** Below the plot there is room for a few lines, one under the other. */
  @Test
  void legendOfManySeriesStandsBesideThePlot() {
    double[] x = {1, 2};
    Chart chart = new Chart("x", "y");
    for (int i = 0; i < 10; i++) {
      LegendPosition position = i < 5 ? LegendPosition.OutsideS : LegendPosition.OutsideE;
      if (i > 0) {
        assertThat(chart.draw(ChartTheme.LIGHT).getStyler().getLegendPosition())
            .isEqualTo(position);
      }
      chart.points("digit " + i, x, x);
    }
  }

  @Test
  void axesOfAChartSayWhatTheyShow() {
    var chart = new Chart("Units", "Error").line("a", new double[] {1}, new double[] {1});

    assertThat(chart.draw(ChartTheme.DARK).getXAxisTitle()).isEqualTo("Units");
    assertThat(chart.draw(ChartTheme.DARK).getYAxisTitle()).isEqualTo("Error");
  }
}
