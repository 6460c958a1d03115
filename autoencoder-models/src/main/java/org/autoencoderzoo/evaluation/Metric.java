package org.autoencoderzoo.evaluation;

import java.util.Locale;

/** The figures by which models are compared, each on data that was not trained on. */
public enum Metric {
  /** Loss, penalties and weight decay. */
  SCORE("What training lowers: the loss, its penalties and the weight decay, per example."),
  /** {@code ||x - y||^2}. */
  SQUARED_ERROR("Squared error of the reconstruction, summed over the features, per example."),
  /** {@code -sum_i x_i log y_i + (1 - x_i) log(1 - y_i)}; only for sigmoid outputs. */
  CROSS_ENTROPY(
      "Bernoulli cross-entropy of the reconstruction, summed over the features, per example."),
  /** {@code sum ||x - y||^2 / sum ||x - mean||^2}. */
  FVU("Fraction of variance unexplained: 0 is perfect, 1 is no better than the mean."),
  /**
   * {@code ||x - y(x~)||^2}, where {@code x~} is x after masking noise with q = {@value
   * ReconstructionEvaluation#MASKED}.
   */
  DENOISING_ERROR(
      "Squared error of the reconstruction from an input with a quarter of its features set to zero"
          + " (seed 7), against the clean input, per example."),
  /** Units of the code. */
  CODE_SIZE("Units in the code."),
  /** Mean number of non-zero code units per example. */
  ACTIVE_UNITS("Code units that are not zero, mean over the examples."),
  /** Code units that are zero for every example. */
  DEAD_UNITS("Code units that are zero for every example."),
  /** Mean over code units and examples. */
  MEAN_ACTIVATION("Mean value of a code unit."),
  /** Share of code units below .05 or above .95; only for codes in [0,1]. */
  SATURATION("Share of code values below .05 or above .95: units that work as switches."),
  /**
   * Mean of {@code ||J_h(x)||_F} over the first {@value EncoderJacobian#MOST_EXAMPLES} examples;
   * for encoders of several layers, over no more than have {@value EncoderJacobian#MOST_ROWS} code
   * units together, at least one.
   */
  JACOBIAN_NORM(
      "How fast the code changes with the input: Frobenius norm of the encoder's Jacobian, mean."),
  /**
   * Mean of {@code ||J_h(x) - J_h(x + e)||_F} over the same examples, {@code e ~ N(0, sigma^2 I)}
   * with sigma = {@value ReconstructionEvaluation#SIGMA}.
   */
  JACOBIAN_CHANGE(
      "How much that Jacobian changes under Gaussian noise of deviation 0.1 on the input (seed 7):"
          + " Frobenius norm of the difference, mean."),
  /**
   * Squared error of PCA with as many components as code units; left out where no PCA was given, or
   * where it says little.
   */
  PCA_SQUARED_ERROR(
      "Squared error of PCA with the same code size: the best that a linear model can do."),
  /** The same from the masked input of {@link #DENOISING_ERROR}. */
  PCA_DENOISING_ERROR(
      "Squared error of PCA with the same code size from the masked input, against the clean one.");

  private final String meaning;

  Metric(String meaning) {
    this.meaning = meaning;
  }

  /** {@return the name in files, such as {@code squared_error}} */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return one line on what the figure means} */
  public String meaning() {
    return meaning;
  }
}
