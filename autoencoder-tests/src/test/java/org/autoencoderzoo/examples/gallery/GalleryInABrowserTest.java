package org.autoencoderzoo.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.autoencoderzoo.examples.gallery.Gallery.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gallery as a reader sees it, in headless Chromium; skipped where that is not installed. */
class GalleryInABrowserTest {

  /** Of WCAG 2, for text of normal size. */
  private static final double READABLE = 4.5;

  private static final String CONTRAST =
      """
      (() => {
        const channels = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
        const luminance = colour => channels(colour)
          .map(c => c / 255)
          .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
          .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
        const contrast = (a, b) =>
          (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        const page = luminance(getComputedStyle(document.body).backgroundColor);
        return Math.min(...[...document.querySelectorAll('h1, h2, p, td, th, figcaption, a')]
          .map(e => contrast(luminance(getComputedStyle(e).color), page)));
      })()""";

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Path page;

  @BeforeAll
  static void open() throws Exception {
    Optional<Path> program = Chromium.program();
    assumeTrue(
        program.isPresent(), "Chromium is not installed: the gallery was not opened in a browser");
    Entry good = new Entry("good", "Everything", "All that can be shown.", GalleryTest::everything);
    Entry bad =
        new Entry("bad", "A failure", "No luck.", exhibit -> exhibit.claimAtMost("Error", 3, 2));
    Gallery gallery = new Gallery(folder.resolve("gallery"), List.of(good, bad));
    for (Entry entry : List.of(good, bad)) {
      gallery.run(entry, true, 7, new PrintWriter(Writer.nullWriter()));
    }
    page = gallery.page();
    chromium = Chromium.start(program.get(), folder.resolve("profile"));
  }

  @AfterAll
  static void close() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"360, 740", "390, 844", "768, 1024", "1280, 900", "1920, 1080"})
  void noBrokenImageAndNoHorizontalScroll(int width, int height) throws Exception {
    chromium.open(page, width, height, "light");

    assertThat(number("innerWidth")).isEqualTo(width);
    assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    assertThat(number("document.images.length")).isEqualTo(4);
    assertThat(number("[...document.images].filter(i => i.complete && i.naturalWidth > 0).length"))
        .isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"360, 1", "800, 1", "1280, 2"})
  void figuresStandSideBySideWhereTheyFit(int width, int columns) throws Exception {
    chromium.open(page, width, 900, "light");

    assertThat(
            number(
                "new Set([...document.querySelectorAll('figure')]"
                    + ".map(f => f.getBoundingClientRect().left)).size"))
        .isEqualTo(columns);
    assertThat(
            number(
                "Math.min(...[...document.querySelectorAll('figcaption')]"
                    + ".map(c => c.getBoundingClientRect().width))"))
        .isGreaterThan(200);
  }

  @ParameterizedTest
  @CsvSource({"390, 844, light", "390, 844, dark", "1280, 900, light", "1280, 900, dark"})
  void textIsReadableInBothColourSchemes(int width, int height, String scheme) throws Exception {
    chromium.open(page, width, height, scheme);

    assertThat(chromium.evaluate(CONTRAST).asDouble()).isGreaterThan(READABLE);
    assertThat(
            chromium
                .evaluate("matchMedia('(prefers-color-scheme: " + scheme + ")').matches")
                .asBoolean())
        .isTrue();
  }

  @Test
  void chartFollowsTheColourScheme() throws Exception {
    String shown = "document.querySelector('picture img').currentSrc";
    chromium.open(page, 1280, 900, "light");
    String light = chromium.evaluate(shown).asText();
    chromium.open(page, 1280, 900, "dark");

    assertThat(chromium.evaluate(shown).asText()).startsWith("data:image/png").isNotEqualTo(light);
  }

  private static int number(String expression) throws Exception {
    return chromium.evaluate(expression).asInt();
  }
}
