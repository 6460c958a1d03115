package org.autoencoderzoo.examples.gallery;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.autoencoderzoo.examples.page.ChartTheme;
import org.autoencoderzoo.examples.page.Html;
import org.autoencoderzoo.examples.page.Pictures;
import org.autoencoderzoo.examples.page.Template;
import org.autoencoderzoo.files.AtomicFile;
import org.autoencoderzoo.image.Png;

/**
 * The part of the gallery that shows one example, as markup for the page and as Markdown for the
 * docs. Each picture is a PNG in the example's folder, too.
 */
final class Section {

  private static final Template FIGURE =
      new Template(
          """
          <figure class="{{place}}">{{picture}}<figcaption>{{caption}}</figcaption></figure>""");

  private static final Template TABLE =
      new Template(
          """
          <figure class="{{place}}"><div class="wide"><table><thead><tr>{{header}}</tr></thead><tbody>
          {{rows}}
          </tbody></table></div><figcaption>{{caption}}</figcaption></figure>""");

  private static final Template ROW = new Template("<tr>{{cells}}</tr>");
  private static final Template HEADER = new Template("<th scope=\"col\">{{cell}}</th>");
  private static final Template CELL = new Template("<td>{{cell}}</td>");

  private static final Template CLAIM =
      new Template(
          """
          <p class="claim {{kind}}"><strong>{{verdict}}</strong> {{claim}}</p>""");

  /** Tables of more columns, and wider pictures, take the whole width of the page. */
  private static final int COLUMNS_BESIDE = 4;

  private static final Html BESIDE = Html.text("half");
  private static final Html WHOLE = Html.text("whole");

  private final Path folder;
  private final String pictureFolder;
  private final List<Html> html = new ArrayList<>();
  private final List<String> markdown = new ArrayList<>();
  private int pictures;

  /**
   * An empty section.
   *
   * @param folder for the pictures
   * @param pictureFolder how Markdown finds it
   */
  Section(Path folder, String pictureFolder) {
    this.folder = folder;
    this.pictureFolder = pictureFolder;
  }

  void chart(String caption, Chart chart) throws IOException {
    write(caption, Pictures.painted(chart.draw(ChartTheme.LIGHT)));
    figure(BESIDE, caption, Pictures.chart(chart::draw, caption));
  }

  void picture(String caption, BufferedImage image) throws IOException {
    write(caption, image);
    Html place = image.getWidth() > Pictures.BESIDE_WIDTH ? WHOLE : BESIDE;
    figure(place, caption, Pictures.image(image, caption));
  }

  private void write(String caption, BufferedImage image) throws IOException {
    String name = "figure-" + ++pictures + ".png";
    AtomicFile.write(folder.resolve(name), out -> out.write(Png.bytes(image)));
    markdown.add("![Figure %d](%s/%s)\n\n%s".formatted(pictures, pictureFolder, name, caption));
  }

  private void figure(Html place, String caption, Html picture) {
    html.add(
        FIGURE.fill(Map.of("place", place, "picture", picture, "caption", Html.text(caption))));
  }

  void table(String caption, Table table) {
    html.add(
        TABLE.fill(
            Map.of(
                "place", table.header().size() > COLUMNS_BESIDE ? WHOLE : BESIDE,
                "header", cells(HEADER, table.header()),
                "rows",
                    Html.join(
                        table.rows().stream()
                            .map(row -> ROW.fill(Map.of("cells", cells(CELL, row))))
                            .toList()),
                "caption", Html.text(caption))));
    markdown.add(
        caption
            + "\n\n"
            + line(table.header())
            + "\n"
            + line(table.header().stream().map(column -> "---").toList())
            + "\n"
            + table.rows().stream().map(Section::line).collect(Collectors.joining("\n")));
  }

  private static Html cells(Template cell, List<String> texts) {
    return Html.join(texts.stream().map(t -> cell.fill(Map.of("cell", Html.text(t)))).toList());
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  void claim(Claim claim) {
    String verdict = claim.holds() ? "Holds." : "Does not hold.";
    html.add(
        CLAIM.fill(
            Map.of(
                "kind", Html.text(claim.holds() ? "holds" : "fails"),
                "verdict", Html.text(verdict),
                "claim", Html.text(claim.text()))));
    markdown.add("**" + verdict + "** " + claim.text());
  }

  Html html() {
    return Html.join(html);
  }

  String markdown() {
    return String.join("\n\n", markdown);
  }
}
