package org.autoencoderzoo.internal.ops;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations of the library's mathematics. N is the number of examples; unless it says
 * otherwise, arrays are row-major and the first dimension is N.
 *
 * <p>Two implementations compute the same up to rounding: {@link Nd4jOps} in ND4J's operations, on
 * any backend, and {@link HostOps} in loops over the memory of the CPU. The backend decides, or the
 * system property {@code org.autoencoderzoo.ops}, which is {@code nd4j} or {@code host} and is read
 * once.
 */
public interface Ops {

  /** The system property that says which operations to use. */
  String PROPERTY = "org.autoencoderzoo.ops";

  /**
   * {@return the operations of this JVM}
   *
   * @throws IllegalArgumentException if the system property has another value, or asks for the
   *     CPU's where the backend is another
   */
  static Ops get() {
    return Chosen.get();
  }

  /** {@return a few words for the log and the version report} */
  String description();

  // Products with a matrix of weights W [D, K], in either order.

  /**
   * Writes {@code z = x W + b}; b {@code [K]} may be null.
   *
   * @param x examples {@code [N, D]}
   * @param w weights
   * @param b bias {@code [K]}, or null
   * @param z overwritten
   */
  void product(Operand x, INDArray w, INDArray b, INDArray z);

  /**
   * Writes {@code x = z W^T + b}; b {@code [D]} may be null.
   *
   * @param z codes {@code [N, K]}
   * @param w weights
   * @param b bias {@code [D]}, or null
   * @param x overwritten
   */
  void productTransposed(Operand z, INDArray w, INDArray b, INDArray x);

  /**
   * Writes {@code z = x W}, or only that part of it where a code of z's shape is not zero, and zero
   * elsewhere: enough for the gradient of a code of which some units were selected.
   *
   * @param x examples {@code [N, D]}
   * @param w weights
   * @param code whose zeros count
   * @param z overwritten
   */
  void productWhereNotZero(Operand x, INDArray w, Operand code, INDArray z);

  /**
   * Writes {@code x = z W^T}, or that part of it where a code of x's shape is not zero.
   *
   * @param z codes {@code [N, K]}
   * @param w weights
   * @param code whose zeros count
   * @param x overwritten
   */
  void productTransposedWhereNotZero(Operand z, INDArray w, Operand code, INDArray x);

  /**
   * Adds {@code x^T delta}, the gradient of the weights.
   *
   * @param x examples {@code [N, D]}
   * @param delta the gradient of {@code x W}
   * @param target the gradient of the weights, to which a share is added
   */
  void weightGradient(Operand x, Operand delta, WeightGradient target);

  /**
   * {@return the squared norm of each column of W, as one row {@code [1, K]}}
   *
   * @param w weights
   */
  INDArray squaredNorms(INDArray w);

  /**
   * Adds to the gradient of the weights what comes from that of the {@link #squaredNorms}.
   *
   * @param w weights
   * @param ofNorms their gradient {@code [1, K]}
   * @param scale of what is added
   * @param target of the shape of w, added to
   */
  void addGradientOfNorms(INDArray w, INDArray ofNorms, double scale, INDArray target);

  // Convolutions of images x [N, C, H, W] with weights w [K, C, kH, kW] to results z [N, K, oH,
  // oW].

  /**
   * Writes the convolution {@code z = w * x + b}; b {@code [K]} may be null.
   *
   * @param x images
   * @param w weights
   * @param b bias {@code [K]}, or null
   * @param geometry of the kernel
   * @param z overwritten
   */
  void convolution(Operand x, INDArray w, INDArray b, ConvolutionGeometry geometry, INDArray z);

  /**
   * Writes the transposed convolution of z plus b into x; b {@code [C]} may be null.
   *
   * @param z results
   * @param w weights
   * @param b bias {@code [C]}, or null
   * @param geometry of the kernel
   * @param x overwritten
   */
  void transposedConvolution(
      Operand z, INDArray w, INDArray b, ConvolutionGeometry geometry, INDArray x);

  /**
   * Adds the gradient of the weights.
   *
   * @param x images
   * @param z results, or their gradient if the convolution was applied to the images; then x is the
   *     gradient if its transpose was applied to z
   * @param geometry of the kernel
   * @param target the gradient of the weights, to which a share is added
   */
  void convolutionWeightGradient(
      Operand x, Operand z, ConvolutionGeometry geometry, WeightGradient target);

  /**
   * Both gradients of the convolution of x.
   *
   * @param x images
   * @param w weights
   * @param delta the gradient of the results
   * @param geometry of the kernel
   * @param target the gradient of the weights, to which a share is added
   * @param ofInput of x's shape, overwritten
   */
  void convolutionGradients(
      Operand x,
      INDArray w,
      Operand delta,
      ConvolutionGeometry geometry,
      WeightGradient target,
      INDArray ofInput);

  /**
   * Both gradients of the transposed convolution of z.
   *
   * @param z what it was applied to
   * @param w weights
   * @param delta the gradient of the images
   * @param geometry of the kernel
   * @param target the gradient of the weights, to which a share is added
   * @param ofInput of z's shape, overwritten
   */
  void transposedConvolutionGradients(
      Operand z,
      INDArray w,
      Operand delta,
      ConvolutionGeometry geometry,
      WeightGradient target,
      INDArray ofInput);

  // Biases: one number for each unit of [N, K], or for each channel of [N, K, H, W].

  /**
   * Adds a bias {@code [K]} to z, in place.
   *
   * @param z added to
   * @param b bias {@code [K]}
   */
  void addBias(INDArray z, INDArray b);

  /**
   * Writes the gradient of a bias: the sum over examples and positions.
   *
   * @param delta the gradient of the results
   * @param target {@code [K]}, overwritten
   */
  void biasGradient(INDArray delta, INDArray target);

  /**
   * Adds the gradient of a bias.
   *
   * @param delta the gradient of the results
   * @param target {@code [K]}, added to
   */
  void addBiasGradient(INDArray delta, INDArray target);

  // Activations h = f(z), entry by entry.

  /**
   * Turns z into f(z), in place, and gives it back.
   *
   * @param f the activation
   * @param z pre-activation, overwritten by the output
   * @param training whether this is a training step
   * @return the output, which is z
   */
  INDArray activate(IActivation f, INDArray z, boolean training);

  /**
   * Writes f(z) at inference, and leaves z as it is.
   *
   * @param f the activation
   * @param z pre-activation, not modified
   * @param h of the same shape, overwritten by the output
   * @return the output, which is h
   */
  INDArray activateInto(IActivation f, INDArray z, INDArray h);

  /**
   * Turns z into f(z), in place, in training, and writes {@code f'(z)}.
   *
   * @param f the activation
   * @param z pre-activation, overwritten by the output
   * @param derivative overwritten by {@code f'(z)}
   * @return the output, which is z
   */
  INDArray activate(IActivation f, INDArray z, INDArray derivative);

  /**
   * Writes {@code f'(z)}.
   *
   * @param f the activation
   * @param h {@code f(z)}, which tells the derivative: {@link ActivationForm}
   * @param derivative overwritten by {@code f'(z)}
   */
  void derivative(IActivation f, INDArray h, INDArray derivative);

  /**
   * {@return {@code f''(z)}}
   *
   * @param f the activation
   * @param h {@code f(z)}, which tells the derivative: {@link ActivationForm}
   * @param first {@code f'(z)}
   * @param newArray makes an array of a shape, for the result
   */
  INDArray secondDerivative(
      IActivation f, INDArray h, INDArray first, Function<long[], INDArray> newArray);

  /**
   * {@return the same times a row for all examples}
   *
   * @param f the activation
   * @param h {@code f(z)}, which tells the derivative: {@link ActivationForm}
   * @param first {@code f'(z)}
   * @param row one number for each unit
   * @param newArray makes an array of a shape, for the result
   */
  INDArray secondDerivativeTimes(
      IActivation f, INDArray h, INDArray first, INDArray row, Function<long[], INDArray> newArray);

  /**
   * The step from the gradient of a code to that of its pre-activation: multiplies the derivative,
   * in place, by {@code dL/dh + scale dP/dh}.
   *
   * @param derivative {@code f'(z)}, overwritten
   * @param ofLoss {@code dL/dh}
   * @param ofPenalties {@code dP/dh}, of the same shape or one row for all examples; or null
   * @param scale of the penalties' share
   */
  void codeGradient(INDArray derivative, INDArray ofLoss, INDArray ofPenalties, double scale);

  // Selections of the k largest units; of equal ones the first.

  /**
   * {@return {@code [N, K]} with exactly k ones in each row, at its largest entries, else zero}
   *
   * @param rows {@code [N, K]}, of any order
   * @param k entries to keep in each row, 1 to K
   */
  INDArray largest(INDArray rows, int k);

  /**
   * Sets all but the k largest entries of each row of a code to zero, in place.
   *
   * @param code {@code [N, K]}, overwritten
   * @param derivative in which the same entries are set to zero; or null
   * @param k entries to keep in each row, 1 to K
   * @param byMagnitude whether the absolute value counts
   */
  void keepLargest(INDArray code, INDArray derivative, int k, boolean byMagnitude);

  /**
   * Turns z into f(z) in a training step, of which all but the k largest entries of each row are
   * zero, in place, if it pays to go on with the entries that are left.
   *
   * @param z {@code [N, K]}, overwritten by the code if something is returned
   * @param f the activation
   * @param k entries to keep in each row, 1 to K
   * @param byMagnitude whether the absolute value counts
   * @return what is left; or nothing, with z as it was
   */
  Optional<SelectedCode> select(INDArray z, IActivation f, int k, boolean byMagnitude);

  // Losses of targets x; sums keep their digits.

  /**
   * {@return Bernoulli cross-entropy of each feature, from the logits z and their sigmoid y}
   *
   * @param x targets
   * @param z logits
   * @param y {@code sigmoid(z)}
   */
  INDArray crossEntropies(INDArray x, INDArray z, INDArray y);

  /**
   * {@return Bernoulli cross-entropy from the logits z, over all features}
   *
   * @param x targets
   * @param z logits
   * @param gradient overwritten by {@code sigmoid(z) - x}
   */
  double crossEntropy(INDArray x, INDArray z, INDArray gradient);

  /**
   * {@return the squared error, over all features}
   *
   * @param x targets
   * @param y reconstructions
   * @param gradient overwritten by {@code 2 (y - x)}
   */
  double squaredError(INDArray x, INDArray y, INDArray gradient);

  /**
   * {@return the squared error of each example, {@code [N]}}
   *
   * @param x targets
   * @param y reconstructions
   */
  INDArray squaredErrors(INDArray x, INDArray y);

  // Rows [N, D] of numbers and of groups of units, of which each is one category: a group is
  // {first, end}, the end excluded; groups are in order and do not overlap.

  /**
   * Turns z into f(z) of the numbers and the softmax of each group, in place, and gives it back.
   *
   * @param f the activation of the numbers
   * @param groups of units
   * @param z pre-activation, overwritten by the output
   * @param training whether this is a training step
   * @return the output, which is z
   */
  INDArray activateGroups(IActivation f, int[][] groups, INDArray z, boolean training);

  /**
   * Writes the cross-entropy {@code -x_i log y_i} of each unit in a group, y the softmax of z; the
   * other units stay as they are.
   *
   * @param x targets
   * @param z pre-activations
   * @param groups of units
   * @param losses of the same shape, overwritten in the groups
   */
  void crossEntropiesOfGroups(INDArray x, INDArray z, int[][] groups, INDArray losses);

  /**
   * Writes the gradient {@code y_i sum_j x_j - x_i} of that, with respect to z, of each unit in a
   * group; the other units stay as they are.
   *
   * @param x targets
   * @param y the softmax of z in each group
   * @param groups of units
   * @param gradient of the same shape, overwritten in the groups
   */
  void gradientOfGroups(INDArray x, INDArray y, int[][] groups, INDArray gradient);

  /**
   * The loss of numbers, squared error if f is the identity or Bernoulli cross-entropy if it is the
   * sigmoid, and of groups, over all units, and its gradient, in one pass, if there is one.
   *
   * @param x targets
   * @param z pre-activations, not modified
   * @param weights of the units {@code [N, D]}, or of the rows {@code [N, 1]}, or null for 1
   * @param f the activation of the numbers
   * @param groups of units
   * @param gradient of the same shape and order as z, overwritten by the derivative with respect to
   *     z if a value is returned
   * @return the loss; or nothing
   */
  OptionalDouble lossOfGroups(
      INDArray x,
      INDArray z,
      INDArray weights,
      ActivationForm f,
      int[][] groups,
      INDArray gradient);

  /**
   * {@return the sum of all entries}
   *
   * @param perExample {@code [N, ...]}
   */
  double sum(INDArray perExample);

  /**
   * {@return the sum of the squares over the examples, one row}
   *
   * @param perExample {@code [N, ...]}
   */
  INDArray sumOfSquares(INDArray perExample);

  /**
   * {@return the sum over examples and positions, {@code [1, K]} or {@code [1, K, 1, 1]}}
   *
   * @param perExample {@code [N, ...]}
   */
  INDArray sumOfChannels(INDArray perExample);

  // Training.

  /**
   * A step of Adam (Kingma and Ba 2015, algorithm 1).
   *
   * @param rate learning rate
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   * @param iteration number of the step, from 0
   */
  record AdamStep(double rate, double beta1, double beta2, double epsilon, int iteration) {

    /** The learning rate, corrected for the moments' bias. */
    double correctedRate() {
      return rate
          * Math.sqrt(1 - Math.pow(beta2, iteration + 1))
          / (1 - Math.pow(beta1, iteration + 1));
    }
  }

  /**
   * Updates the moments, and turns the gradient into what is to be subtracted.
   *
   * @param gradient overwritten
   * @param first moment, updated
   * @param second moment, updated
   * @param step its numbers
   */
  void adamUpdate(INDArray gradient, INDArray first, INDArray second, AdamStep step);

  /**
   * Updates the moments, and as many parameters.
   *
   * @param parameters all of the network's
   * @param gradient of all of them, summed over the examples; may be overwritten
   * @param examples to divide the gradient by
   * @param parts of the gradient that may leave something out
   * @param start index of the first parameter to update
   * @param first moment, updated
   * @param second moment, updated
   * @param step its numbers
   */
  void adamDescend(
      INDArray parameters,
      INDArray gradient,
      int examples,
      List<WeightGradient> parts,
      int start,
      INDArray first,
      INDArray second,
      AdamStep step);

  /**
   * Copies the examples of x that an order names from one of its places on into a target.
   *
   * @param x examples {@code [N, ...]}
   * @param order numbers of examples
   * @param from place of the first
   * @param target as many examples as are wanted, overwritten
   */
  void gather(INDArray x, int[] order, int from, INDArray target);

  /**
   * Whether all entries are in a range, which a NaN is not.
   *
   * @param array of any shape, order and type
   * @param least that an entry may be
   * @param greatest that an entry may be
   * @return false for wrong entries, and perhaps for a sum of all that overflows
   */
  boolean areWithin(INDArray array, double least, double greatest);

  /**
   * Whether all entries are finite numbers; the same.
   *
   * @param array of any shape, order and type
   * @return the same as {@link #areWithin}
   */
  default boolean areFinite(INDArray array) {
    return areWithin(array, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /**
   * From now on, what there is besides ND4J's own operations runs on all cores, and those and BLAS
   * on one thread.
   */
  void takeThreads();

  /** Ends that: ND4J's operations and BLAS have as many threads as before. */
  void returnThreads();

  /** Holds what was chosen. */
  final class Chosen {

    private static final Logger LOG = LoggerFactory.getLogger(Ops.class);

    private static Ops ops;

    private Chosen() {}

    private static synchronized Ops get() {
      if (ops == null) {
        ops = of(System.getProperty(PROPERTY), Nd4j.getExecutioner().type());
        LOG.info("Operations: {}", ops.description());
      }
      return ops;
    }

    /** The operations for a value of the property, null if it is not set, and a backend. */
    static Ops of(String value, ExecutionerType backend) {
      boolean isCpu = backend == ExecutionerType.NATIVE_CPU;
      if (value != null && !value.equals("nd4j") && !value.equals("host")) {
        throw new IllegalArgumentException(
            "The system property %s is \"%s\", must be nd4j or host".formatted(PROPERTY, value));
      }
      if ("host".equals(value) && !isCpu) {
        throw new IllegalArgumentException(
            "The system property %s is host, but the backend is %s; leave it out"
                .formatted(PROPERTY, backend));
      }
      return isCpu && !"nd4j".equals(value) ? new HostOps() : new Nd4jOps();
    }
  }
}
