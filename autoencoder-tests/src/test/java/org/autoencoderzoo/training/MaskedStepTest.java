package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.autoencoderzoo.DoublePrecision;
import org.autoencoderzoo.Exact;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.testing.GradientCheck;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.InputRange;
import org.autoencoderzoo.zoo.KSparse;
import org.autoencoderzoo.zoo.Sparse;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Steps with other targets and with masks: Deeplearning4j's, and without a trace of the masked. */
@ExtendWith(DoublePrecision.class)
class MaskedStepTest {

  private static final int ROWS = 8;

  private static final INDArray X = RandomExamples.uniform(DataType.DOUBLE, ROWS, 10);

  private static final INDArray TARGET = X.rsub(1);

  static Stream<AutoencoderModel<?>> models() {
    return Stream.of(
        Basic.builder().inputSize(10).codeSize(6).build(),
        Basic.builder().inputSize(10).codeSize(6).untied().inputRange(InputRange.REAL).build(),
        KSparse.builder().inputSize(10).codeSize(20).k(3).build(),
        Denoising.builder().inputSize(10).codeSize(6).build(),
        Sparse.builder().inputSize(10).codeSize(6).build());
  }

  private static INDArray ofCells() {
    INDArray mask = Nd4j.ones(DataType.DOUBLE, ROWS, 10);
    for (int row = 0; row < ROWS; row++) {
      mask.putScalar(row, row, 0).putScalar(row, (3 * row + 1) % 10, 0);
    }
    return mask;
  }

  private static INDArray ofRows() {
    return Nd4j.arange(ROWS).castTo(DataType.DOUBLE).divi(4).reshape(ROWS, 1);
  }

  static Stream<Batch> batches() {
    return Stream.of(
        new Batch(X, TARGET, null, null),
        new Batch(X, X, null, ofCells()),
        new Batch(X, TARGET, null, ofCells()),
        new Batch(X, TARGET, null, ofRows()),
        new Batch(X, X, null, ofCells().mulColumnVector(ofRows())),
        new Batch(X, X, ofRows().gt(0).castTo(DataType.DOUBLE), null),
        new Batch(X, TARGET, ofRows().gt(0).castTo(DataType.DOUBLE), ofCells()));
  }

  @ParameterizedTest
  @MethodSource("batches")
  void parametersAreThoseOfDeeplearning4j(Batch batch) {
    for (AutoencoderModel<?> model : models().toList()) {
      ComputationGraph ours = network(model, false);
      ComputationGraph theirs = network(model, false);
      TrainingStep step = new TrainingStep(ours);
      for (int i = 0; i < 4; i++) {
        step.run(batch);
        theirs.fit(
            new DataSet(batch.input(), batch.target(), batch.inputMask(), batch.targetMask()));
        assertThat(ours.score()).isEqualTo(theirs.score());
        // No mask is left for a step without one.
        step.run(X);
        theirs.fit(new DataSet(X, X));
        assertThat(ours.score()).isEqualTo(theirs.score());
      }
      assertThat(Exact.of(ours.params())).isEqualTo(Exact.of(theirs.params()));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void maskedCellsLeaveNoTrace(AutoencoderModel<?> model) {
    INDArray mask = ofCells();
    INDArray others = TARGET.mul(mask).addi(mask.rsub(1).muli(0.77));
    assertThat(others).isNotEqualTo(TARGET);
    ComputationGraph first = network(model, false);
    ComputationGraph second = network(model, false);
    TrainingStep ofFirst = new TrainingStep(first);
    TrainingStep ofSecond = new TrainingStep(second);
    for (int i = 0; i < 3; i++) {
      ofFirst.run(new Batch(X, TARGET, null, mask));
      ofSecond.run(new Batch(X, others, null, mask));
      assertThat(first.score()).isEqualTo(second.score());
    }
    assertThat(Exact.of(first.params())).isEqualTo(Exact.of(second.params()));
    Examples ofTarget = Examples.of(new Batch(X, TARGET, null, mask));
    Examples ofOthers = Examples.of(new Batch(X, others, null, mask));
    assertThat(Trainer.score(first, ofTarget)).isEqualTo(Trainer.score(first, ofOthers));
  }

  /**
   * The step of gradient descent with rate 1 is the gradient, which central differences confirm.
   */
  @Test
  void stepIsTheGradientOfTheMaskedScore() {
    for (AutoencoderModel<?> model :
        Stream.of(
                Basic.builder().inputSize(10).codeSize(6).build(),
                Basic.builder().inputSize(10).codeSize(6).inputRange(InputRange.REAL).build())
            .toList()) {
      for (INDArray mask : new INDArray[] {ofCells(), ofRows()}) {
        ComputationGraph network = network(model, true);
        GradientCheck.assertExact(network, X, null, mask);
        INDArray before = network.params().dup();
        network.setInputs(X);
        network.setLabels(X);
        network.setLayerMaskArrays(null, new INDArray[] {mask});
        network.computeGradientAndScore();
        INDArray gradient = network.getFlattenedGradients().dup();
        network.clear();
        network.clearLayerMaskArrays();
        network.setParams(before);
        new TrainingStep(network).run(new Batch(X, X, null, mask));
        INDArray moved = before.sub(network.params());
        assertThat(moved.sub(gradient.div(ROWS)).amaxNumber().doubleValue()).isLessThan(1e-12);
      }
    }
  }

  private static ComputationGraph network(AutoencoderModel<?> model, boolean isPlainDescent) {
    ComputationGraphConfiguration configuration = model.conf();
    configuration.setDataType(DataType.DOUBLE);
    if (isPlainDescent) {
      configuration.getVertices().values().stream()
          .filter(LayerVertex.class::isInstance)
          .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
          .filter(BaseLayer.class::isInstance)
          .forEach(
              layer -> {
                ((BaseLayer) layer).setIUpdater(new Sgd(1));
                ((BaseLayer) layer).setBiasUpdater(new Sgd(1));
              });
    }
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    return network;
  }
}
