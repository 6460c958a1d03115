package org.autoencoderzoo.internal.graph;

import static org.autoencoderzoo.internal.graph.VertexNames.CODE;
import static org.autoencoderzoo.internal.graph.VertexNames.INPUT;
import static org.autoencoderzoo.internal.graph.VertexNames.RECONSTRUCTION;

import java.util.Optional;
import org.autoencoderzoo.layers.InPlace;
import org.autoencoderzoo.settings.InputCheck;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.Trainer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What an autoencoder's network computes when it is not trained: in batches, with examples and
 * codes checked first, and on any number of threads at once.
 */
public final class Inference {

  private final ComputationGraph network;
  private final Replicas forOutputs;
  private final Replicas forLosses;
  private final Replicas forScores;
  private final ExampleCheck examples;
  private final long[] inputShape;
  private final long[] codeShape;
  private final Optional<String> wayAroundTheCode;

  /**
   * Checks the network and finds its shapes.
   *
   * @param network an initialized autoencoder
   * @throws IllegalArgumentException if it is none, or its shapes cannot be told
   */
  public Inference(ComputationGraph network) {
    GraphCheck.check(network);
    GraphShapes shapes = new GraphShapes(network.getConfiguration());
    this.network = network;
    this.forOutputs = Replicas.forOutputs(network);
    this.forLosses = Replicas.forLosses(network);
    this.forScores = Replicas.forScores(network);
    this.inputShape = shapes.input();
    this.codeShape = shapes.of(CODE).getShape();
    this.wayAroundTheCode = GraphCheck.wayAroundTheCode(network);
    this.examples = new ExampleCheck(network.getConfiguration(), inputShape);
  }

  /** {@return what checks the examples} */
  public ExampleCheck examples() {
    return examples;
  }

  /** {@return the shape of one example, {@code [D]} or {@code [C, H, W]}} */
  public long[] inputShape() {
    return inputShape.clone();
  }

  /** {@return the units of the code, at all positions} */
  public int codeSize() {
    return Math.toIntExact(ArrayUtil.prodLong(codeShape));
  }

  /**
   * {@return examples in the shape that the network reads, on the same memory if possible}
   *
   * @param rows {@code [N, D]}
   * @throws IllegalArgumentException if they have another shape
   */
  public INDArray shaped(INDArray rows) {
    InputCheck.shape("rows", rows, ArrayUtil.prodLong(inputShape));
    return Batches.shaped(rows, inputShape);
  }

  /**
   * {@return the mean score}
   *
   * @param x examples, at least one
   * @param mask weights of all values; or null
   * @throws IllegalArgumentException if the network cannot read or its loss cannot take them, or
   *     the weights do not fit
   */
  public double score(INDArray x, INDArray mask) {
    INDArray typed = examples.target(x);
    INDArray weights = mask == null ? null : examples.mask(mask, typed);
    Examples all = Examples.of(new Batch(typed, typed, null, weights));
    return forScores.apply(replica -> Trainer.score(replica, all));
  }

  /**
   * {@return the loss of each example, {@code [N]}: without penalties and weight decay}
   *
   * @param x examples, any number of them
   * @throws IllegalArgumentException if the network cannot read or its loss cannot take them
   */
  public INDArray reconstructionLoss(INDArray x) {
    INDArray typed = x != null && x.isEmpty() ? examples.input(x) : examples.target(x);
    Batches batches = new Batches(inputShape, new long[0]);
    return forLosses.apply(replica -> batches.map(typed, batch -> losses(replica, batch, null)));
  }

  private static INDArray losses(ComputationGraph replica, INDArray batch, INDArray mask) {
    INDArray losses =
        replica.scoreExamples(
            new DataSet(InPlace.sparedBy(replica, batch), batch, null, mask), false);
    // Some of Deeplearning4j's losses leave an image's figure for each pixel.
    return losses.length() == batch.size(0) ? losses : losses.reshape(batch.size(0), -1).sum(1);
  }

  /**
   * {@return the masked loss of each example, {@code [N]}}
   *
   * @param x examples, any number of them
   * @param mask weights of all values; or null
   * @throws IllegalArgumentException if the network cannot read or its loss cannot take them, or
   *     the weights do not fit
   */
  public INDArray reconstructionLoss(INDArray x, INDArray mask) {
    if (mask == null || x == null || x.isEmpty()) {
      return reconstructionLoss(x);
    }
    INDArray typed = examples.target(x);
    INDArray weights = examples.mask(mask, typed);
    Batches batches = new Batches(inputShape, new long[0]);
    return forLosses.apply(
        replica ->
            batches.map(typed, weights, (batch, ofBatch) -> losses(replica, batch, ofBatch)));
  }

  /**
   * {@return the codes, {@code [N, codeSize]}}
   *
   * @param x examples, any number of them
   * @throws IllegalArgumentException if the network cannot read them
   */
  public INDArray encode(INDArray x) {
    INDArray typed = examples.input(x);
    Batches batches = new Batches(inputShape, new long[] {codeSize()});
    return forOutputs.apply(
        replica -> batches.map(typed, new Subgraph(replica, INPUT, CODE)::output));
  }

  /**
   * {@return what is reconstructed from codes}
   *
   * @param codes {@code [N, codeSize]}, any number of them
   * @throws IllegalArgumentException if they have another shape or hold a value that is not finite
   * @throws UnsupportedOperationException if the graph has a way around the code
   */
  public INDArray decode(INDArray codes) {
    wayAroundTheCode.ifPresent(
        way -> {
          throw new UnsupportedOperationException(
              "A code cannot be decoded alone, for the reconstruction also depends on the input by"
                  + " the way "
                  + way
                  + ", around the code. Use reconstruct");
        });
    InputCheck.shape("codes", codes, codeSize());
    INDArray typed = InputCheck.finite("codes", codes, network.getConfiguration().getDataType());
    Batches batches = new Batches(codeShape, inputShape);
    return forOutputs.apply(
        replica -> batches.map(typed, new Subgraph(replica, CODE, RECONSTRUCTION)::output));
  }

  /**
   * {@return the reconstructions}
   *
   * @param x examples, any number of them
   * @throws IllegalArgumentException if the network cannot read them
   */
  public INDArray reconstruct(INDArray x) {
    INDArray typed = examples.input(x);
    Batches batches = new Batches(inputShape, inputShape);
    return forOutputs.apply(
        replica ->
            batches.map(
                typed, batch -> replica.outputSingle(false, InPlace.sparedBy(replica, batch))));
  }

  /**
   * {@return the reconstructions of examples whose missing values are filled in}
   *
   * @param x examples, any number of them
   * @param mask 0 where a value is missing; or null
   * @throws IllegalArgumentException if the network cannot read them, or the mask does not fit
   */
  public INDArray reconstruct(INDArray x, INDArray mask) {
    INDArray y = reconstruct(x);
    if (mask == null || y.isEmpty()) {
      return y;
    }
    INDArray weights = examples.mask(mask, y);
    return wayAroundTheCode.isPresent()
        ? y
        : new Imputation(this, inputShape).fill(examples.input(x), weights, y);
  }
}
