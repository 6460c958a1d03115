package org.autoencoderzoo.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.autoencoderzoo.examples.page.Html;
import org.autoencoderzoo.examples.page.Pictures;
import org.autoencoderzoo.examples.page.Template;
import org.autoencoderzoo.image.TileGrid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Originals, and under them what the model and PCA make of them, or of them with noise. */
final class ReconstructionSection {

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

  private final ShownImages images;

  ReconstructionSection(ShownImages images) {
    this.images = images;
  }

  Html html() {
    int n = Math.toIntExact(images.originals().size(0));
    List<Html> strips =
        IntStream.iterate(0, from -> from < n, from -> from + STRIP)
            .mapToObj(from -> strip(from, Math.min(n, from + STRIP)))
            .toList();
    String title =
        images.noise().isPresent()
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
                .map(line -> line.get(NDArrayIndex.interval(from, to)))
                .map(line -> line.castTo(DataType.FLOAT))
                .toArray(INDArray[]::new));
    TileGrid grid = Pictures.tiles(images.shape(), to - from, STRIP_TILE);
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
    lines.put("Original", images.originals());
    images.noise().ifPresent(noise -> lines.put("Noisy", noise.noisy()));
    lines.put(images.noise().isPresent() ? "Restored" : "Model", images.reconstructions());
    images.pca().ifPresent(pca -> lines.put("PCA", pca.reconstructions()));
    return lines;
  }
}
