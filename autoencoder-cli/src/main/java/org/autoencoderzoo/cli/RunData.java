package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.report.RunReport;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Zoo;

/** The examples that a run is trained and measured on. */
interface RunData {

  /** {@return the name that metrics and notes have} */
  String name();

  /** {@return identifies the data} */
  String sha256();

  /** Tells the builder of a model what the examples are. */
  ModelBuilder<?> describedTo(ModelBuilder<?> builder);

  /** {@return the training examples, and the test examples, which only draw a curve} */
  ValidationSplit scoredOnTestExamples();

  /** {@return the training examples but for a tenth, drawn by the seed, and that tenth} */
  ValidationSplit scoredOnHeldOutExamples(long seed);

  /** Measures a model on the test examples. */
  RunMetrics measured(Autoencoder autoencoder) throws IOException;

  /**
   * Refuses to measure a model that cannot read these examples, or that was trained on others of
   * the same name.
   *
   * @param folder of the model, for messages
   */
  void requireThoseOf(SavedRun run, Path folder, Autoencoder autoencoder) throws IOException;

  /** Gathers what the report of a run on these examples shows. */
  RunReport report(
      SavedRun run,
      Zoo.Entry model,
      Autoencoder autoencoder,
      LearningCurve curve,
      RunMetrics measured)
      throws IOException;

  /** What a run that is continued must have in common with the one that was interrupted. */
  Map<String, String> identity();
}
