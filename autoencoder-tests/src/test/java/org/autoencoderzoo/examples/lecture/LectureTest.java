package org.autoencoderzoo.examples.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.autoencoderzoo.PublicData;
import org.autoencoderzoo.examples.gallery.Gallery;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every example runs in its quick form, shows something, and its claims hold. */
class LectureTest {

  private static final long SEED = 42;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Lecture.class)
  void claimsHoldOnALook(Lecture example) throws IOException {
    Gallery gallery = new Gallery(folder, Lecture.entries());

    List<String> failures =
        PublicData.orSkip(
            () -> gallery.run(example.entry(), true, SEED, new PrintWriter(Writer.nullWriter())));

    assertThat(failures).isEmpty();
    assertThat(gallery.page()).content().contains("id=\"" + example.entry().id() + "\"", "<figure");
    // A claim is that of the title, for which the embedded digits are too few here.
    if (example != Lecture.PRETRAINING) {
      assertThat(gallery.page()).content().contains("Holds.");
    }
  }

  /** Sizes and names of data belong into captions, which know the run. */
  @ParameterizedTest
  @EnumSource(Lecture.class)
  void introductionIsTrueAtEverySize(Lecture example) {
    assertThat(example.entry().title() + example.entry().what())
        .doesNotContain("MNIST", "thousand", "30 numbers");
  }
}
