package org.autoencoderzoo.examples.gallery;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.autoencoderzoo.examples.page.Html;
import org.autoencoderzoo.examples.page.PageStyle;
import org.autoencoderzoo.examples.page.Template;
import org.autoencoderzoo.files.AtomicFile;

/**
 * A folder of examples: {@code lecture/NAME} for each, with its pictures, and over them {@code
 * index.html}, one page that holds all it shows, and {@code lecture.md}. Running an example again
 * replaces its section and leaves the others.
 */
public final class Gallery {

  private static final String PAGE = "index.html";
  private static final String MARKDOWN = "lecture.md";
  private static final String EXAMPLES = "lecture";
  private static final String SECTION = "section.html";
  private static final String SECTION_MARKDOWN = "section.md";

  private static final Template PAGE_TEMPLATE = Template.resource(Gallery.class, "gallery.html");

  private static final Template SECTION_TEMPLATE =
      new Template(
          """
          <section id="{{id}}" class="example">
          <h2>{{title}}</h2>
          <p class="lead">{{what}}</p>
          <div class="shown">
          {{body}}
          </div>
          <pre>{{command}}</pre>
          <p class="facts">{{facts}}</p>
          </section>""");

  private static final Template LINK = new Template("<li><a href=\"#{{id}}\">{{title}}</a></li>");

  /**
   * An example with its names.
   *
   * @param id on the command line
   * @param title of its section
   * @param what it shows, in a sentence or two
   * @param example computes it
   */
  public record Entry(String id, String title, String what, Example example) {}

  private final Path folder;
  private final List<Entry> entries;

  /**
   * A gallery in a folder.
   *
   * @param folder made if it is missing
   * @param entries all examples that may be in it, in the order to show
   */
  public Gallery(Path folder, List<Entry> entries) {
    this.folder = folder;
    this.entries = List.copyOf(entries);
  }

  /**
   * Runs an example and puts it into the gallery.
   *
   * @param entry to run
   * @param isQuick for a look, in seconds
   * @param seed of everything random
   * @param progress takes lines that say what is going on
   * @return the claims that do not hold, each with its number; none if all is well
   * @throws IOException if data cannot be read or the gallery not be written
   */
  public List<String> run(Entry entry, boolean isQuick, long seed, PrintWriter progress)
      throws IOException {
    Path own = folder.resolve(EXAMPLES).resolve(entry.id());
    Section section = new Section(own, EXAMPLES + "/" + entry.id());
    Exhibit exhibit = new Exhibit(isQuick, seed, progress, section);
    long start = System.nanoTime();
    entry.example().run(exhibit);
    double seconds = (System.nanoTime() - start) / 1e9;

    String command = "./ae example " + entry.id() + (isQuick ? " --quick" : "") + " --seed " + seed;
    String facts = String.format(Locale.ROOT, "%.0f s.", seconds);
    Html html =
        SECTION_TEMPLATE.fill(
            Map.of(
                "id", Html.text(entry.id()),
                "title", Html.text(entry.title()),
                "what", Html.text(entry.what()),
                "body", section.html(),
                "command", Html.text(command),
                "facts", Html.text(facts)));
    write(own.resolve(SECTION), html.markup());
    write(
        own.resolve(SECTION_MARKDOWN),
        "## %s\n\n%s\n\n%s\n\n```\n%s\n```\n\n%s\n"
            .formatted(entry.title(), entry.what(), section.markdown(), command, facts));
    render();
    return exhibit.claims().stream()
        .filter(claim -> !claim.holds())
        .map(Claim::text)
        .collect(Collectors.toList());
  }

  /** Puts together the sections that there are. */
  private void render() throws IOException {
    List<Html> sections = new ArrayList<>();
    List<Html> links = new ArrayList<>();
    StringBuilder markdown =
        new StringBuilder("# The lecture in figures\n\nMade by `./ae example all`.\n");
    for (Entry entry : entries) {
      Path own = folder.resolve(EXAMPLES).resolve(entry.id());
      if (Files.exists(own.resolve(SECTION)) && Files.exists(own.resolve(SECTION_MARKDOWN))) {
        sections.add(new Html(Files.readString(own.resolve(SECTION))));
        links.add(
            LINK.fill(Map.of("id", Html.text(entry.id()), "title", Html.text(entry.title()))));
        markdown.append('\n').append(Files.readString(own.resolve(SECTION_MARKDOWN)));
      }
    }
    write(
        page(),
        PAGE_TEMPLATE
            .fill(
                Map.of(
                    "style", PageStyle.sheet(),
                    "links", Html.join(links),
                    "sections", Html.join(sections)))
            .markup());
    write(folder.resolve(MARKDOWN), markdown.toString());
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** {@return the page} */
  public Path page() {
    return folder.resolve(PAGE);
  }
}
