package org.autoencoderzoo.testing;

import static org.autoencoderzoo.testing.Check.check;
import static org.autoencoderzoo.testing.LayerNetworks.LAYER;
import static org.autoencoderzoo.testing.LayerNetworks.initialized;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.WeightedLayer;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** What a hidden layer keeps, in files and from call to call, and what it leaves alone. */
record LayerStateChecks(LayerNetworks networks) {

  /** Rounding, which the alignment of arrays in memory may change. */
  private static final double SAME = 1e-10;

  Stream<DynamicTest> tests() {
    return Stream.of(
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
            this::frozen));
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
