package org.autoencoderzoo.testing;

import static org.autoencoderzoo.testing.Check.check;
import static org.autoencoderzoo.testing.Comparison.text;
import static org.autoencoderzoo.testing.LayerNetworks.EXAMPLES;
import static org.autoencoderzoo.testing.LayerNetworks.LAYER;
import static org.autoencoderzoo.testing.LayerNetworks.initialized;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.WeightedLayer;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What a hidden layer must pass: exact gradients as the first layer and as a later one, in a graph
 * and in a list, with and without a mask, {@code miniBatch} true and false, and in single
 * precision; nothing of the rows that a mask leaves out, and a penalty that is a mean over the
 * others; round trips through JSON, a file and a clone; {@code equals} that looks at every setting;
 * the same result with and without workspaces; outputs that are the same in each call; and silence
 * inside a frozen layer.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myLayer() {
 *   return LayerChecks.of(units -> new MyLayer.Builder().nOut(units).build());
 * }
 * }</pre>
 */
public final class LayerChecks {

  private static final INDArray MASK = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {1}});

  /** Rounding, which the alignment of arrays in memory may change. */
  private static final double SAME = 1e-10;

  /** It stands above the layer and is large: its gradient tells nothing of the layer's. */
  private static final Set<String> DECODER = Set.of("decoder_W", "decoder_b");

  private static final String PENALTY =
      "apply returns the value, and leaves its gradient in the encoding: all of it.";

  private static final String ONE_UNIT =
      "The code may have one unit, and so may a decoder's input: divide by no number that is then"
          + " 0, such as K - 1 or a number of pairs, and return 0 where there is nothing to compare.";

  private final LayerNetworks networks;

  private LayerChecks(LayerNetworks networks) {
    this.networks = networks;
  }

  /**
   * All checks of a layer.
   *
   * @param layer gives a fresh configuration of the layer with so many units; settings that are not
   *     the default make the round trips worth something
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(IntFunction<? extends Layer> layer) {
    return new LayerChecks(rows(layer)).all();
  }

  /**
   * All checks of an encoder whose weights a tied decoder shares, but for lists of layers, which
   * have no tied decoders.
   *
   * @param encoder gives a fresh configuration with so many units, built {@code withVisibleBias()}
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> ofTied(IntFunction<? extends Layer> encoder) {
    Layer below = Dense.builder().nIn(5).nOut(4).activation(Activation.TANH).build();
    Layer above = Dense.builder().nOut(5).activation(Activation.IDENTITY).build();
    return new LayerChecks(new LayerNetworks(encoder, InputType.feedForward(5), below, above))
        .all();
  }

  /**
   * All checks of an encoder of images whose weights a tied decoder shares, as {@link #ofTied}.
   *
   * @param encoder gives a fresh configuration with so many channels, built {@code
   *     withVisibleBias()}; the images are 4 high and 3 wide, with one channel or two
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> ofTiedImages(IntFunction<? extends Layer> encoder) {
    InputType input = InputType.convolutional(4, 3, 1);
    Layer below = ofSameSize().nIn(1).nOut(2).activation(Activation.TANH).build();
    Layer above = ofSameSize().nOut(1).activation(Activation.IDENTITY).build();
    return new LayerChecks(new LayerNetworks(encoder, input, below, above)).all();
  }

  /** The checks of the penalties alone that a layer has. */
  static Stream<DynamicTest> ofPenalty(IntFunction<? extends Layer> layer) {
    return new LayerChecks(rows(layer)).ofPenalty();
  }

  /** The checks of the penalties alone that a layer of images has. */
  static Stream<DynamicTest> ofPenaltyOnImages(IntFunction<? extends Layer> layer) {
    return new LayerChecks(images(layer)).ofPenalty();
  }

  private static LayerNetworks rows(IntFunction<? extends Layer> layer) {
    Layer below = Dense.builder().nOut(4).activation(Activation.TANH).build();
    return new LayerNetworks(layer, InputType.feedForward(5), below, null);
  }

  private static LayerNetworks images(IntFunction<? extends Layer> layer) {
    Layer below = ofSameSize().nOut(2).activation(Activation.TANH).build();
    return new LayerNetworks(layer, InputType.convolutionalFlat(4, 3, 1), below, null);
  }

  private static Convolution.Builder ofSameSize() {
    return Convolution.builder().convolutionMode(ConvolutionMode.Same);
  }

  /**
   * All checks of a layer that reads images.
   *
   * @param layer gives a fresh configuration of the layer with so many channels; the images are 4
   *     high and 3 wide, with one channel or two
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> ofImages(IntFunction<? extends Layer> layer) {
    return new LayerChecks(images(layer)).all();
  }

  private Stream<DynamicTest> all() {
    return Stream.concat(
        gradients(),
        Stream.of(
            check(
                "gradient in single precision",
                "If the gradient checks in double precision fail too, mend those first. Else look"
                    + " for code that holds for double only: data().asNioDouble() or asDouble() of"
                    + " an array that may be of type float, or a constant that vanishes beside 1,"
                    + " such as 1e-12.",
                this::singlePrecision),
            check(
                "rows that a mask leaves out change nothing",
                "Such rows must enter no sum, mean, count, maximum or order: multiply by the mask"
                    + " first (applyMask in a layer), and divide by the number of rows that count.",
                this::masked),
            check(
                "the penalty is a mean over the rows that count",
                "Divide the penalty and its gradient by encoding.examples(), not by the number of"
                    + " rows: rows that a mask leaves out do not count.",
                this::mean),
            check(
                "JSON keeps every setting",
                "Give each setting a getter and a setter, or a final field and a @JsonCreator"
                    + " constructor, all with @JsonProperty of org.nd4j.shade.jackson, and the"
                    + " class a constructor that JSON can call. JSON drops what it does not know,"
                    + " without a word.",
                this::json),
            check("equals looks at every setting", SettingsInJson.EQUALITY, this::equality),
            check(
                "a saved network goes on training alike",
                "What decides the next step must be a parameter or a setting that JSON keeps: look"
                    + " for fields that training changes, static ones too; for settings that JSON"
                    + " loses; and for random numbers that seed and iteration do not decide, such"
                    + " as those of Nd4j.rand.",
                this::file),
            check(
                "a clone goes on training alike",
                "Look for fields that training changes, static ones too: they are neither"
                    + " parameters nor settings. clone() must copy every setting, and share no"
                    + " array that training changes.",
                this::cloned),
            check(
                "workspaces change nothing",
                "activate returns an array of ArrayType.ACTIVATIONS, backpropGradient one of"
                    + " ACTIVATION_GRAD (workspaceMgr.dup or createUninitialized). What the backward"
                    + " pass needs of the forward pass goes into INPUT (leverageTo), and nothing"
                    + " may be kept for the next batch.",
                this::workspaces),
            check(
                "inputs are not modified",
                "An operation in place, such as muli, subi or assign, writes to the array that"
                    + " the caller gave: copy it first, into the result"
                    + " (workspaceMgr.dup(ArrayType.ACTIVATIONS, input)) or with dup().",
                this::unmodified),
            check(
                "ofOutput is not modified",
                "A formula's backward pass must leave ofOutput as it is: mul, not muli, and dup()"
                    + " before an IActivation, which overwrites what it is given.",
                this::outputGradient),
            check(
                "outputs are the same in each call",
                "At inference a layer draws no noise, and keeps or changes nothing: look at what"
                    + " activate does where training is false.",
                this::repeatedOutput),
            check(
                "a frozen layer adds nothing to the score",
                "A frozen layer is not trained, and reports no penalty: its parameters must change"
                    + " in an updater's step only, never in a forward pass.",
                this::frozen)));
  }

  private Stream<DynamicTest> gradients() {
    Stream.Builder<DynamicTest> tests = Stream.builder();
    for (boolean miniBatch : new boolean[] {true, false}) {
      for (INDArray mask : new INDArray[] {null, MASK}) {
        String how = ", miniBatch " + miniBatch + (mask == null ? "" : ", masked");
        tests.add(
            gradient(
                "gradient as the first layer of a graph" + how,
                () ->
                    GradientCheck.assertExact(
                        initialized(networks.first(miniBatch)), x(), mask, mask, DECODER)));
        tests.add(
            gradient(
                "gradient as a later layer of a graph" + how,
                () ->
                    GradientCheck.assertExact(
                        initialized(networks.later(new Sgd(1), miniBatch)),
                        x(),
                        mask,
                        mask,
                        DECODER)));
        if (!networks.isTied()) {
          tests.add(
              gradient(
                  "gradient in a list of layers" + how,
                  () -> {
                    MultiLayerNetwork network = new MultiLayerNetwork(networks.list(miniBatch));
                    network.init();
                    GradientCheck.assertExact(network, x(), mask, mask, Set.of("1_W", "1_b"));
                  }));
        }
      }
    }
    return tests.build();
  }

  private static DynamicTest gradient(String name, Executable body) {
    return check(
        name,
        "activate and backpropGradient must serve batches of any size, with a mask and without, in"
            + " a graph and in a list of layers, in double precision.",
        body);
  }

  private Stream<DynamicTest> ofPenalty() {
    return Stream.of(
        check(
            "gradient of the penalty alone",
            PENALTY,
            () -> GradientCheck.assertExactOfPenalty(withoutLoss(), x(), null, DECODER)),
        check(
            "gradient of the penalty alone, masked",
            PENALTY,
            () -> GradientCheck.assertExactOfPenalty(withoutLoss(), x(), MASK, DECODER)),
        check("a layer of one unit has a finite penalty", ONE_UNIT, this::oneUnit));
  }

  /** No gradient comes down through weights that are zero. */
  private ComputationGraph withoutLoss() {
    ComputationGraph network = initialized(networks.later(new Sgd(1), true));
    network.getLayer("decoder").getParam("W").assign(0);
    return network;
  }

  private void oneUnit() {
    ComputationGraph network = initialized(networks.ofOneUnit().later(new Sgd(1), true));
    network.setInputs(x());
    network.setLabels(x());
    network.computeGradientAndScore();
    requireFinite("penalty", network.getLayer(LAYER).calcRegularizationScore(true));
    requireFinite("gradient", network.gradient().gradient().sumNumber().doubleValue());
  }

  private static void requireFinite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new Refusal("The " + what + " of a layer of one unit is " + value + ".", ONE_UNIT);
    }
  }

  private void singlePrecision() {
    ComputationGraph network = initialized(networks.first(DataType.FLOAT, false));
    GradientCheck.assertAlongItself(network, x().castTo(DataType.FLOAT));
  }

  /** Beside rows that are masked out, examples give what they give alone. */
  private void masked() {
    INDArray x = x();
    INDArray counting = Nd4j.concat(0, Nd4j.ones(EXAMPLES, 1), Nd4j.zeros(EXAMPLES, 1));
    Gradient one = gradient(Nd4j.concat(0, x, x.rsub(3)), counting, 0);
    Gradient other = gradient(Nd4j.concat(0, x, x.mul(2)), counting, 0);
    one.assertSame(other, "the same batch with other numbers in the rows that are masked out");
    Gradient alone = gradient(x, null, 0);
    boolean isNoisy = !alone.ofParameters().equals(gradient(x, null, 1).ofParameters());
    if (!isNoisy) { // Noise for more rows is other noise for each.
      one.assertSame(alone, "the batch without the rows that are masked out");
    }
  }

  private Gradient gradient(INDArray x, INDArray mask, int iteration) {
    ComputationGraph network = initialized(networks.first(false));
    network.getConfiguration().setIterationCount(iteration);
    INDArray[] masks = mask == null ? null : new INDArray[] {mask};
    network.setInputs(x);
    network.setLabels(x);
    network.setLayerMaskArrays(masks, masks);
    network.computeGradientAndScore();
    return new Gradient(network.score(), network.gradient().gradient());
  }

  private record Gradient(double score, INDArray ofParameters) {

    void assertSame(Gradient expected, String batch) {
      Comparison.close(
          "The score of a batch in which half of the rows are masked out",
          score,
          "that of " + batch,
          expected.score,
          1e-10 * Math.abs(expected.score));
      Comparison.close(
          "The gradients of a batch in which half of the rows are masked out",
          ofParameters,
          "those of " + batch,
          expected.ofParameters,
          1e-10);
    }
  }

  /**
   * Of examples that come twice, each half has the penalty of the whole. Where the penalty has
   * noise, the halves have noise of their own, and the whole has about their mean.
   */
  private void mean() {
    INDArray twice = Nd4j.concat(0, x(), x());
    INDArray first = Nd4j.concat(0, Nd4j.ones(EXAMPLES, 1), Nd4j.zeros(EXAMPLES, 1));
    double ofAll = penalty(twice, null);
    double ofFirst = penalty(twice, first);
    double ofSecond = penalty(twice, first.rsub(1));
    try {
      Comparison.close(
          "The penalty of a batch in which each example comes twice",
          ofAll,
          "the mean of that of its two halves, the other half masked out,",
          (ofFirst + ofSecond) / 2,
          1e-10 * Math.abs(ofAll) + Math.abs(ofFirst - ofSecond) / 2);
    } catch (AssertionError e) {
      double once = penalty(x(), null);
      if (Math.abs(ofAll - 2 * once) < Math.abs(ofAll - once)) {
        throw new Refusal(
            e.getMessage() + " Of the examples once it is " + text(once, ofAll) + ".",
            "The penalty grows with the batch: divide it and its gradient by encoding.examples().");
      }
      throw e;
    }
  }

  private double penalty(INDArray x, INDArray mask) {
    ComputationGraph network = initialized(networks.first(true));
    network.score(new DataSet(x, x, mask, mask), false);
    return network.getLayer(LAYER).calcRegularizationScore(true);
  }

  private void json() {
    ComputationGraphConfiguration before = networks.later(new Sgd(1), true);
    ComputationGraphConfiguration after = ComputationGraphConfiguration.fromJson(before.toJson());
    settings().assertKept();
    SettingsInJson.assertSame("a graph with the part", after, before);
    SettingsInJson.assertSame("the JSON of a graph with the part", after.toJson(), before.toJson());
    if (!networks.isTied()) {
      MultiLayerConfiguration list = networks.list(true);
      SettingsInJson.assertSame(
          "a list of layers with the part", MultiLayerConfiguration.fromJson(list.toJson()), list);
    }
  }

  private void equality() {
    settings().assertAllCount();
  }

  private SettingsInJson settings() {
    return new SettingsInJson(networks.layer().apply(3), Layer.class);
  }

  private void file() {
    ComputationGraph original = trained(adam());
    ComputationGraph restored;
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ModelSerializer.writeModel(original, file, true);
      restored =
          ModelSerializer.restoreComputationGraph(
              new ByteArrayInputStream(file.toByteArray()), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    step(original);
    step(restored);
    assertSameParameters("the network that was saved and read", restored, original);
  }

  private void cloned() {
    ComputationGraph original = trained(adam());
    ComputationGraph clone = original.clone();
    // Deeplearning4j's clone forgets the iteration, which Adam and our noise need.
    clone.getConfiguration().setIterationCount(original.getIterationCount());
    INDArray before = original.params().dup();
    step(clone);
    Comparison.equal(
        "The parameters of a network whose clone has been trained",
        original.params(),
        "those before",
        before);
    step(original);
    assertSameParameters("the clone", clone, original);
  }

  private static void assertSameParameters(
      String copy, ComputationGraph actual, ComputationGraph original) {
    Comparison.close(
        "The parameters of " + copy + ", one step later,",
        actual.params(),
        "those of the original",
        original.params(),
        SAME);
  }

  private void workspaces() {
    ComputationGraphConfiguration without = adam();
    without.setTrainingWorkspaceMode(WorkspaceMode.NONE);
    without.setInferenceWorkspaceMode(WorkspaceMode.NONE);
    Comparison.close(
        "The parameters after three steps with workspaces",
        trained(adam()).params(),
        "those without",
        trained(without).params(),
        SAME);
  }

  private void unmodified() {
    ComputationGraph network = initialized(networks.first(true));
    INDArray x = x();
    network.fit(new INDArray[] {x}, new INDArray[] {x});
    Comparison.equal("The inputs, after fit,", x, "those before", x());
    network.output(x);
    Comparison.equal("The inputs, after output,", x, "those before", x());
  }

  /** Other layers than formulas may overwrite it, and Deeplearning4j's own do. */
  private void outputGradient() {
    if (!(networks.layer().apply(3) instanceof WeightedLayer)) {
      return;
    }
    ComputationGraphConfiguration configuration = networks.first(true);
    configuration.setTrainingWorkspaceMode(WorkspaceMode.NONE);
    ComputationGraph network = initialized(configuration);
    network.initGradientsView();
    long[] shape = network.feedForward(new INDArray[] {x()}, true, false).get(LAYER).shape();
    INDArray ofOutput = Draw.uniform(9, shape);
    network.getLayer(LAYER).backpropGradient(ofOutput, LayerWorkspaceMgr.noWorkspaces());
    Comparison.equal(
        "The numbers of ofOutput, after the backward pass,",
        ofOutput,
        "those before",
        Draw.uniform(9, shape));
  }

  private void repeatedOutput() {
    ComputationGraph network = initialized(networks.first(true));
    INDArray parameters = network.params().dup();
    INDArray first = network.outputSingle(x());
    Comparison.equal(
        "The outputs of the second call", network.outputSingle(x()), "those of the first", first);
    Comparison.equal(
        "The parameters after two calls of output", network.params(), "those before", parameters);
  }

  private void frozen() {
    ComputationGraph network =
        new TransferLearning.GraphBuilder(initialized(networks.first(true)))
            .setFeatureExtractor(LAYER)
            .build();
    INDArray x = x();
    double score = network.score(new DataSet(x, x), false);
    double loss =
        new SquaredError()
            .computeScore(
                x,
                network.outputSingle(x),
                Activation.IDENTITY.getActivationFunction(),
                null,
                true);
    Comparison.close(
        "The score of the network with the layer frozen",
        score,
        "the loss of its output alone",
        loss,
        1e-12 * loss);
    Map<String, INDArray> before = new HashMap<>();
    network.getLayer(LAYER).paramTable().forEach((name, param) -> before.put(name, param.dup()));
    network.fit(new INDArray[] {x}, new INDArray[] {x});
    before.forEach(
        (name, parameter) ->
            Comparison.equal(
                "The values of the frozen parameter " + name + " after a step",
                network.getLayer(LAYER).getParam(name),
                "those before",
                parameter));
  }

  private ComputationGraphConfiguration adam() {
    return networks.later(new Adam(0.01), true);
  }

  private ComputationGraph trained(ComputationGraphConfiguration configuration) {
    ComputationGraph network = initialized(configuration);
    for (int i = 0; i < 3; i++) {
      step(network);
    }
    return network;
  }

  private void step(ComputationGraph network) {
    network.fit(new INDArray[] {x()}, new INDArray[] {x()});
  }

  private INDArray x() {
    return networks.x();
  }
}
