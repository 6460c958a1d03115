package org.autoencoderzoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsSectionTest {

  @TempDir Path folder;

  @Test
  void onlyWhatStandsBetweenTheCommentsChanges() throws IOException {
    Path file = folder.resolve("a.md");
    Files.writeString(
        file, "before\n<!-- benchmarks: begin -->\nold\n<!-- benchmarks: end -->\nafter\n");

    DocsSection.write(file, "new\n");

    assertThat(file)
        .hasContent("before\n<!-- benchmarks: begin -->\nnew\n<!-- benchmarks: end -->\nafter\n");
  }

  @Test
  void aFileWithoutTheCommentsIsLeftAlone() throws IOException {
    Path file = folder.resolve("b.md");
    Files.writeString(file, "text\n");

    assertThatThrownBy(() -> DocsSection.write(file, "new\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not hold the lines");
    assertThat(file).hasContent("text\n");
  }
}
