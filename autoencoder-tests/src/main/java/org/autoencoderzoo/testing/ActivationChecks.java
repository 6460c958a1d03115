package org.autoencoderzoo.testing;

import static org.autoencoderzoo.testing.Check.check;
import static org.autoencoderzoo.testing.Comparison.close;
import static org.autoencoderzoo.testing.Comparison.equal;
import static org.autoencoderzoo.testing.SmallAutoencoder.EXAMPLES;
import static org.autoencoderzoo.testing.SmallAutoencoder.INPUTS;
import static org.autoencoderzoo.testing.SmallAutoencoder.x;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What an elementwise activation must pass: its value against a definition written out, and its
 * derivative against differences of it; {@code getActivation} that works in place, and {@code
 * backprop} that leaves dL/dy as it is and keeps nothing; the same in single precision; exact
 * gradients in a network, as the activation of a hidden layer and of the output; JSON, and {@code
 * equals} that looks at every setting; and the same result with and without workspaces.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myActivation() {
 *   return ActivationChecks.of(new MyActivation(0.3), z -> z / (1 + 0.3 * Math.abs(z)));
 * }
 * }</pre>
 */
public final class ActivationChecks {

  private static final double STEP = 1e-5;

  private final IActivation activation;
  private final DoubleUnaryOperator definition;
  private final SmallAutoencoder hidden;
  private final SmallAutoencoder output;

  private ActivationChecks(
      IActivation activation, DoubleUnaryOperator definition, ILossFunction loss) {
    this.activation = activation;
    this.definition = definition;
    this.hidden =
        new SmallAutoencoder(
            encoder(activation), ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY));
    this.output =
        new SmallAutoencoder(
            encoder(Activation.TANH.getActivationFunction()),
            ReconstructionOutput.of(loss, activation));
  }

  /**
   * All checks of an activation, at the output with the squared error.
   *
   * @param activation smooth where the numbers of a standard normal distribution lie, with settings
   *     that are not the default
   * @param definition f(z)
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(IActivation activation, DoubleUnaryOperator definition) {
    return of(activation, definition, new SquaredError());
  }

  /**
   * All checks of an activation, at the output with a loss that accepts it.
   *
   * @param activation smooth where the numbers of a standard normal distribution lie, with settings
   *     that are not the default
   * @param definition f(z)
   * @param loss that accepts the activation
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(
      IActivation activation, DoubleUnaryOperator definition, ILossFunction loss) {
    return new ActivationChecks(activation, definition, loss).all();
  }

  private Stream<DynamicTest> all() {
    return Stream.of(
        check(
            "value",
            "getActivation gives f(z) of each number alone, whatever stands beside it: use no sum,"
                + " mean or maximum of the array.",
            this::value),
        check(
            "derivative",
            "backprop(z, dL/dy) gives f'(z) dL/dy as the first of the pair, and null as the second"
                + " if nothing is learned. z is the input of getActivation, not its result.",
            this::derivative),
        check(
            "getActivation works in place, backprop leaves dL/dy as it is",
            "Deeplearning4j relies on it: write f(z) into the array z and return it (muli, assign,"
                + " or the function of Transforms with false), and copy dL/dy before an operation"
                + " in place.",
            this::inPlace),
        check(
            "what came before changes nothing",
            "Keep nothing from getActivation for backprop, which gets z again, nor from batch to"
                + " batch: threads share an activation, and inference comes between. Look for fields"
                + " that a call changes, static ones too.",
            this::stateless),
        check(
            "single precision",
            "Make arrays of the type of z (z.dataType()), and read numbers in a way that serves both"
                + " types (getDouble).",
            this::singlePrecision),
        check(
            "gradient in a hidden layer",
            "backprop must be the derivative of getActivation, for arrays of any shape.",
            () -> GradientCheck.assertExact(hidden.graph(new Sgd(1), true), x(), null, null)),
        check(
            "gradient in the output",
            "backprop must be the derivative of getActivation, for arrays of any shape.",
            () -> GradientCheck.assertExact(output.graph(new Sgd(1), true), x(), null, null)),
        check(
            "JSON keeps every setting",
            "Make each setting a field that is not transient, with @JsonProperty of"
                + " org.nd4j.shade.jackson, and give the class a constructor that JSON can call: one"
                + " without parameters, or a @JsonCreator. JSON drops what it does not know, without"
                + " a word.",
            this::json),
        check("equals looks at every setting", SettingsInJson.EQUALITY, this::equality),
        check(
            "workspaces change nothing",
            "Keep no array from one call to the next: its memory is used again.",
            this::workspaces));
  }

  private void value() {
    close(
        "The values of getActivation",
        activation.getActivation(z(), true),
        "those of the definition",
        defined(definition),
        1e-10);
  }

  private void derivative() {
    INDArray slopes =
        defined(
            z ->
                (definition.applyAsDouble(z + STEP) - definition.applyAsDouble(z - STEP))
                    / (2 * STEP));
    INDArray gradient = activation.backprop(z(), dLdy()).getFirst();
    try {
      close(
          "The gradients of backprop",
          gradient,
          "f'(z) dL/dy, by differences of the definition,",
          slopes.mul(dLdy()),
          1e-7);
    } catch (AssertionError e) {
      if (gradient.equalsWithEps(slopes, 1e-7)) {
        throw new Refusal(e.getMessage() + " They are f'(z).", "Multiply the derivative by dL/dy.");
      }
      throw e;
    }
  }

  private void inPlace() {
    INDArray z = z();
    INDArray y = activation.getActivation(z, true);
    equal("The numbers left in the array given to getActivation", z, "those returned", y);
    INDArray ofOutput = dLdy();
    activation.backprop(z(), ofOutput);
    equal("The numbers of dL/dy after backprop", ofOutput, "those before", dLdy());
  }

  private void stateless() {
    INDArray y = activation.getActivation(z(), true).dup();
    INDArray gradient = activation.backprop(z(), dLdy()).getFirst().dup();
    activation.getActivation(z().muli(3), false);
    equal(
        "The gradients of a batch after another one",
        activation.backprop(z(), dLdy()).getFirst(),
        "those of the same batch before",
        gradient);
    equal(
        "The values of a batch after another one",
        activation.getActivation(z(), true),
        "those of the same batch before",
        y);
    equal("The values at inference", activation.getActivation(z(), false), "those in training", y);
  }

  private void singlePrecision() {
    requireFloat("The values", activation.getActivation(z().castTo(DataType.FLOAT), true));
    INDArray gradient =
        activation.backprop(z().castTo(DataType.FLOAT), dLdy().castTo(DataType.FLOAT)).getFirst();
    requireFloat("The gradients", gradient);
    close(
        "The values in single precision",
        activation.getActivation(z().castTo(DataType.FLOAT), true),
        "those in double precision",
        activation.getActivation(z(), true),
        1e-4);
    close(
        "The gradients in single precision",
        gradient,
        "those in double precision",
        activation.backprop(z(), dLdy()).getFirst(),
        1e-4);
  }

  private static void requireFloat(String what, INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      throw new AssertionError(
          what + " for arguments of type FLOAT are of type " + array.dataType() + ".");
    }
  }

  /** The values, too: a setting that gets lost shows there, whatever equals looks at. */
  private void json() {
    SettingsInJson settings = new SettingsInJson(activation, IActivation.class);
    settings.assertKept();
    IActivation copy = (IActivation) settings.copy();
    equal(
        "The values of the copy from JSON",
        copy.getActivation(z(), true),
        "those of the activation",
        activation.getActivation(z(), true));
    ComputationGraphConfiguration graph = hidden.graph(new Adam(0.01), true).getConfiguration();
    ComputationGraphConfiguration after = ComputationGraphConfiguration.fromJson(graph.toJson());
    SettingsInJson.assertSame("a graph with the activation", after, graph);
  }

  private void equality() {
    new SettingsInJson(activation, IActivation.class).assertAllCount();
  }

  private void workspaces() {
    close(
        "The parameters after three steps with workspaces",
        trained(WorkspaceMode.ENABLED),
        "those without",
        trained(WorkspaceMode.NONE),
        1e-10);
  }

  private INDArray trained(WorkspaceMode mode) {
    ComputationGraph network = hidden.graph(new Adam(0.01), true);
    network.getConfiguration().setTrainingWorkspaceMode(mode);
    for (int i = 0; i < 3; i++) {
      network.fit(new INDArray[] {x()}, new INDArray[] {x()});
    }
    return network.params();
  }

  private static INDArray defined(DoubleUnaryOperator function) {
    INDArray result = z();
    for (int n = 0; n < EXAMPLES; n++) {
      for (int i = 0; i < INPUTS; i++) {
        result.putScalar(n, i, function.applyAsDouble(result.getDouble(n, i)));
      }
    }
    return result;
  }

  private static Dense encoder(IActivation activation) {
    return Dense.builder().nOut(4).activation(activation).build();
  }

  private static INDArray z() {
    return Draw.normal(8, EXAMPLES, INPUTS);
  }

  private static INDArray dLdy() {
    return Draw.normal(9, EXAMPLES, INPUTS);
  }
}
