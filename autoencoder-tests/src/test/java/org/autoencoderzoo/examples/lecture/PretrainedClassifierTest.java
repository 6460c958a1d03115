package org.autoencoderzoo.examples.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both classifiers learn the digits; which is better is for MNIST to say. */
class PretrainedClassifierTest {

  @Test
  void bothClassifiersLearnTheDigits() throws IOException {
    List<String> lines = Printed.lines(PretrainedClassifier::main, "--quick");
    assertThat(lines).hasSize(4);
    assertThat(lines.get(3)).startsWith("| 50 epochs a level |");
    for (String line : lines.subList(2, 4)) {
      String error = line.split("\\|")[2].replace("%", "").trim();
      assertThat(Double.parseDouble(error)).isBetween(1.0, 12.0);
    }
  }
}
