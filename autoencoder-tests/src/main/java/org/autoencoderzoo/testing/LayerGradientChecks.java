package org.autoencoderzoo.testing;

import static org.autoencoderzoo.testing.Check.check;
import static org.autoencoderzoo.testing.Comparison.text;
import static org.autoencoderzoo.testing.LayerNetworks.EXAMPLES;
import static org.autoencoderzoo.testing.LayerNetworks.LAYER;
import static org.autoencoderzoo.testing.LayerNetworks.initialized;

import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** The gradients of a hidden layer, with masks and without, and those of its penalties alone. */
record LayerGradientChecks(LayerNetworks networks) {

  private static final INDArray MASK = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {1}});

  /** It stands above the layer and is large: its gradient tells nothing of the layer's. */
  private static final Set<String> DECODER = Set.of("decoder_W", "decoder_b");

  private static final String PENALTY =
      "apply returns the value, and leaves its gradient in the encoding: all of it.";

  private static final String ONE_UNIT =
      "The code may have one unit, and so may a decoder's input: divide by no number that is then"
          + " 0, such as K - 1 or a number of pairs, and return 0 where there is nothing to compare.";

  Stream<DynamicTest> tests() {
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
                this::mean)));
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

  /** The checks of the layer's penalties alone. */
  Stream<DynamicTest> ofPenalty() {
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

  private INDArray x() {
    return networks.x();
  }
}
