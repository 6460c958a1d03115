package org.autoencoderzoo.examples.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.autoencoderzoo.evaluation.Filters;
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
          <h2>Test examples and their reconstructions</h2>
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

  /** Originals, under them their reconstructions, under these PCA's. */
  Html reconstructions() {
    int n = Math.toIntExact(report.originals().size(0));
    List<Html> strips =
        IntStream.iterate(0, from -> from < n, from -> from + STRIP)
            .mapToObj(from -> strip(from, Math.min(n, from + STRIP)))
            .toList();
    return STRIPS.fill(Map.of("strips", Html.join(strips)));
  }

  private Html strip(int from, int to) {
    INDArray rows =
        Nd4j.concat(
            0,
            Stream.concat(
                    Stream.of(report.originals(), report.reconstructions()),
                    report.pca().stream().map(RunReport.PcaBaseline::reconstructions))
                .map(images -> images.get(NDArrayIndex.interval(from, to)))
                .map(images -> images.castTo(DataType.FLOAT))
                .toArray(INDArray[]::new));
    TileGrid grid = Pictures.tiles(report.shape(), to - from, STRIP_TILE);
    boolean withPca = report.pca().isPresent();
    String alt =
        "Test examples %d to %d; below them the reconstructions of the model%s"
            .formatted(from + 1, to, withPca ? "; below these, those of PCA" : "");
    List<Html> labels =
        (withPca ? Stream.of("Original", "Model", "PCA") : Stream.of("Original", "Model"))
            .map(label -> LABEL.fill(Map.of("label", Html.text(label))))
            .toList();
    return TILES.fill(
        Map.of(
            "labels", Html.join(labels),
            "width", Html.text(Integer.toString(100 * (to - from) / STRIP)),
            "tiles", Pictures.image(grid.pixels(rows), alt)));
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
              return besideWords("Learned filters", tiles, words(filters));
            });
  }

  private String words(Filters filters) {
    boolean seesAll = filters.shape().equals(report.shape());
    return "Each tile is one %s and shows its weights from the input, w / ||w||: the %s of that"
            .formatted(seesAll ? "unit" : "filter", seesAll ? "input" : "patch of the image")
        + " length that excites it most. White is positive, black negative, mid-grey zero; every"
        + " tile has its own scale.";
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
    String intent = "How often which values occur in the codes of test examples.";
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
