package org.autoencoderzoo.cli.report;

import java.util.Arrays;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.page.Html;
import org.autoencoderzoo.examples.page.Pictures;

/** The filters of a first layer, what they show, in words, and if they show nothing, why. */
final class FilterSection {

  /** Structures in filters of independent weights are about 0.5 pixels wide, in others wider. */
  private static final double NOISE = 0.56;

  /** Below this side, in pixels, a filter has no room for a picture. */
  private static final int SMALLEST_SIDE = 5;

  private final RunReport report;
  private final ShownImages images;
  private final Filters filters;

  FilterSection(RunReport report, ShownImages images, Filters filters) {
    this.report = report;
    this.images = images;
    this.filters = filters;
  }

  Html html() {
    Html tiles =
        Pictures.image(
            images.filterPicture().orElseThrow(), "The weights of each unit as an image");
    return ReportPage.besideWords("Learned filters", tiles, words());
  }

  String words() {
    boolean seesAll = filters.shape().equals(images.shape());
    return "Each tile is one %s and shows its weights from the input, w / ||w||: the %s of length 1"
            .formatted(seesAll ? "unit" : "filter", seesAll ? "input" : "patch of the image")
        + " that excites it most. White is positive, black negative, mid-grey zero; every"
        + " tile has its own scale."
        + deadUnits(seesAll)
        + nothingToSee();
  }

  private String deadUnits(boolean seesAll) {
    double dead = report.metrics().getOrDefault(Metric.DEAD_UNITS, 0.0);
    return seesAll && dead > 0
        ? " Of the code units, %.0f of %.0f are zero for every test example: their tiles are what chance made of them at the start."
            .formatted(dead, report.metrics().get(Metric.CODE_SIZE))
        : "";
  }

  private String nothingToSee() {
    int side = Math.min(filters.shape().height(), filters.shape().width());
    if (side < SMALLEST_SIDE) {
      return " There is little to see: %d by %d pixels have room for a spot or an edge, no more."
          .formatted(filters.shape().height(), filters.shape().width());
    }
    double[] widths =
        Arrays.stream(SpatialExtent.detail(filters.units(), filters.shape()))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (widths.length == 0 || widths[widths.length / 2] > NOISE) {
      return "";
    }
    return " There is little to see: in most of them, neighbouring weights have little to do with each"
        + " other, as in the random ones of the start. "
        + reason();
  }

  private String reason() {
    double units = report.metrics().getOrDefault(Metric.CODE_SIZE, 0.0);
    if (units >= images.shape().size()) {
      return "With as many code units as pixels the model can do well without features of the data.";
    }
    return "That happens where there are so many units that none has to change much, where no noise"
        + " and no penalty asks for features, or where training is short.";
  }
}
