package org.autoencoderzoo.cli;

import java.io.IOException;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.report.RunReport;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Zoo;

/** The examples that a run is trained and measured on. */
interface RunData {

  /** {@return the name that metrics have} */
  String name();

  /** {@return identifies the data} */
  String sha256();

  /** {@return the epochs that a run has if nobody says otherwise} */
  int defaultEpochs();

  /**
   * Tells the builder of a model what the examples are.
   *
   * @throws IllegalArgumentException if the model cannot read such examples
   */
  ModelBuilder<?> describedTo(ModelBuilder<?> builder);

  /** {@return what a run is trained on, and what is scored after each epoch} */
  TrainingExamples trainingExamples(Autoencoder autoencoder) throws IOException;

  /** What a run that is continued must have in common with the one that was interrupted. */
  Map<String, String> identity();

  /** Measures a model on the test examples. */
  RunMetrics measured(Autoencoder autoencoder) throws IOException;

  /** Gathers what the report of a run on these examples shows. */
  RunReport report(
      SavedRun run,
      Zoo.Entry model,
      Autoencoder autoencoder,
      LearningCurve curve,
      RunMetrics measured)
      throws IOException;
}
