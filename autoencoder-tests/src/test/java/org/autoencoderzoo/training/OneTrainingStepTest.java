package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.autoencoderzoo.ArchitecturePage;
import org.autoencoderzoo.EnteredClasses;
import org.autoencoderzoo.zoo.KSparse;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One step of the k-sparse autoencoder, as docs/architecture.md walks it. */
class OneTrainingStepTest {

  /** A step, after two others that initialize whatever is needed once. */
  static final class Step {

    public static void main(String[] arguments) {
      TrainingStep step =
          new TrainingStep(KSparse.builder().inputSize(300).build().init().network());
      INDArray batch = Nd4j.rand(100, 300);
      step.run(batch);
      step.run(batch);
      EnteredClasses.begin();
      step.run(batch);
      EnteredClasses.end();
      System.exit(0);
    }
  }

  @Test
  void classesThatAStepOfTheReferenceEntersAreThoseOfThePage() throws IOException {
    List<String> entered =
        EnteredClasses.of("-Xmx500m -Dorg.autoencoderzoo.ops=nd4j", Step.class).stream()
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .toList();

    assertThat(entered)
        .containsExactlyElementsOf(ArchitecturePage.walk("One training step, by name"))
        .hasSizeLessThanOrEqualTo(20);
  }
}
