package org.autoencoderzoo.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.autoencoderzoo.examples.page.Html;
import org.autoencoderzoo.examples.page.Pictures;
import org.autoencoderzoo.examples.page.Rounded;
import org.autoencoderzoo.examples.page.Template;
import org.autoencoderzoo.image.TileGrid;
import org.autoencoderzoo.training.LearningCurve;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The sections of the page that show pictures, each with a few words on what is to be seen. */
final class PictureSections {

  /** Narrow enough for a phone; on a wide screen, two strips stand side by side. */
  private static final int STRIP = 5;

  private static final int STRIP_TILE = 72;

  private static final Template STRIPS =
      new Template(
          """
          <section>
          <h2>{{title}}</h2>
          <div class="strips">
          {{strips}}
          </div>
          </section>""");

  private static final Template TILES =
      new Template(
          """
          <div class="strip"><ul>{{labels}}</ul><div style="width: {{width}}%">{{tiles}}</div></div>""");

  private static final Template LABEL = new Template("<li>{{label}}</li>");

  private static final Template BESIDE_WORDS =
      new Template(
          """
          <section class="beside">
          <h2>{{title}}</h2>
          {{picture}}
          <p>{{words}}</p>
          </section>""");

  private final RunReport report;

  PictureSections(RunReport report) {
    this.report = report;
  }

  /** Originals, under them what the model and PCA make of them, or of them with noise. */
  Html reconstructions() {
    int n = Math.toIntExact(report.originals().size(0));
    List<Html> strips =
        IntStream.iterate(0, from -> from < n, from -> from + STRIP)
            .mapToObj(from -> strip(from, Math.min(n, from + STRIP)))
            .toList();
    String title =
        report.noise().isPresent()
            ? "Test examples, with noise, and restored"
            : "Test examples and their reconstructions";
    return STRIPS.fill(Map.of("title", Html.text(title), "strips", Html.join(strips)));
  }

  private Html strip(int from, int to) {
    Map<String, INDArray> lines = lines();
    INDArray rows =
        Nd4j.concat(
            0,
            lines.values().stream()
                .map(images -> images.get(NDArrayIndex.interval(from, to)))
                .map(images -> images.castTo(DataType.FLOAT))
                .toArray(INDArray[]::new));
    TileGrid grid = Pictures.tiles(report.shape(), to - from, STRIP_TILE);
    String alt =
        "Test examples %d to %d; from top to bottom: %s"
            .formatted(from + 1, to, String.join(", ", lines.keySet()));
    List<Html> labels =
        lines.keySet().stream()
            .map(label -> LABEL.fill(Map.of("label", Html.text(label))))
            .toList();
    return TILES.fill(
        Map.of(
            "labels", Html.join(labels),
            "width", Html.text(Integer.toString(100 * (to - from) / STRIP)),
            "tiles", Pictures.image(grid.pixels(rows), alt)));
  }

  /** By what they are called, from top to bottom. */
  private Map<String, INDArray> lines() {
    Map<String, INDArray> lines = new LinkedHashMap<>();
    lines.put("Original", report.originals());
    report.noise().ifPresent(noise -> lines.put("Noisy", noise.noisy()));
    lines.put(report.noise().isPresent() ? "Restored" : "Model", report.reconstructions());
    report.pca().ifPresent(pca -> lines.put("PCA", pca.reconstructions()));
    return lines;
  }

  /** Of each level, if there are any, and of the whole; of none where nothing was trained. */
  Html learningCurves() {
    int levels = report.levels().size();
    Stream<Html> ofLevels =
        IntStream.range(0, levels)
            .mapToObj(
                i ->
                    learningCurve(
                        "Learning curve of level %d of %d".formatted(i + 1, levels),
                        report.levels().get(i)));
    Stream<Html> ofWhole =
        report.curve().epochs().isEmpty()
            ? Stream.empty()
            : Stream.of(
                learningCurve(
                    levels == 0 ? "Learning curve" : "Learning curve of all levels together",
                    report.curve()));
    return Html.join(Stream.concat(ofLevels, ofWhole).toList());
  }

  private Html learningCurve(String title, LearningCurve curve) {
    String words = new LearningCurveWords(curve, report.scored()).text();
    Html chart = Pictures.chart(new LearningCurveChart(curve, report.scored())::draw, words);
    return besideWords(title, chart, words);
  }

  /** Empty if the model has none that can be shown. */
  Optional<Html> filters() {
    return report
        .filters()
        .map(
            filters -> {
              Html tiles =
                  Pictures.image(
                      report.filterPicture().orElseThrow(), "The weights of each unit as an image");
              return besideWords("Learned filters", tiles, new FilterWords(report, filters).text());
            });
  }

  /** Empty if no code value is finite. */
  Optional<Html> histogram() {
    return CodeHistogram.of(report.codes())
        .map(
            histogram -> {
              String words = words(histogram);
              return besideWords(
                  "Activations",
                  Pictures.chart(
                      new HistogramChart(histogram)::draw, "Histogram of code values. " + words),
                  words);
            });
  }

  private static String words(CodeHistogram histogram) {
    String intent = "How often each value occurs in the codes of test examples.";
    if (histogram.zeros() == 1) {
      return intent + " All are exactly zero: the code says nothing about its input.";
    }
    if (histogram.zeros() == 0) {
      return intent;
    }
    return "%s Of all values, %s are exactly zero%s."
        .formatted(
            intent,
            Rounded.percent(histogram.zeros()),
            histogram.leavesOutZeros() ? "; the chart shows the others" : "");
  }

  private static Html besideWords(String title, Html picture, String words) {
    return BESIDE_WORDS.fill(
        Map.of("title", Html.text(title), "picture", picture, "words", Html.text(words)));
  }
}
