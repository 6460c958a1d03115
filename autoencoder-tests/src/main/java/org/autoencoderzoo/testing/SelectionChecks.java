package org.autoencoderzoo.testing;

import static org.autoencoderzoo.testing.Check.check;
import static org.autoencoderzoo.testing.Check.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.layers.SelectionLayer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What a selection must pass: all that a layer must ({@link LayerChecks}) on a dense layer, a
 * convolution and a {@link SelectionLayer} that have it, where it fits them; that its mask is one
 * of zeros and ones and follows from the candidates alone, which it leaves as they are; that
 * examples do not depend on others at inference, nor on masked ones ever; and that what it learns,
 * it learns in training, and keeps in its state.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> mySelection() {
 *   return SelectionChecks.of(new MySelection(2));
 * }
 * }</pre>
 */
public final class SelectionChecks {

  /** Of an example: of the layers that the checks build, and of the selection alone. */
  private static final List<long[]> ROWS = List.of(new long[] {3}, new long[] {4}, new long[] {5});

  private static final List<long[]> IMAGES =
      List.of(new long[] {3, 2, 4}, new long[] {4, 2, 4}, new long[] {5, 2, 4});

  private static final int EXAMPLES = 6;
  private static final int STEPS = 3;

  private final Selection selection;
  private final long[] shape;

  private SelectionChecks(Selection selection, long... shape) {
    this.selection = selection;
    this.shape = shape;
  }

  /**
   * All checks of a selection.
   *
   * @param selection with settings that are not the default, that fits codes of 3 to 5 units, or
   *     maps of 3 to 5 channels, 2 high and 4 wide
   * @return the checks, to be returned from a {@code @TestFactory}
   * @throws IllegalArgumentException if it fits neither
   */
  public static Stream<DynamicTest> of(Selection selection) {
    List<Stream<DynamicTest>> checks = new ArrayList<>();
    Optional<IllegalArgumentException> noRows = misfit(selection, ROWS);
    if (noRows.isEmpty()) {
      checks.add(
          within(
              "dense: ",
              Stream.concat(
                  LayerChecks.of(units -> dense(units, selection)),
                  new SelectionChecks(selection, 5).alone())));
      checks.add(within("layer: ", LayerChecks.of(units -> SelectionLayer.of(selection))));
    }
    Optional<IllegalArgumentException> noImages = misfit(selection, IMAGES);
    if (noImages.isEmpty()) {
      checks.add(
          within(
              "convolution: ",
              Stream.concat(
                  LayerChecks.ofImages(units -> convolution(units, selection)),
                  new SelectionChecks(selection, 5, 2, 4).alone())));
    }
    if (checks.isEmpty()) {
      throw new IllegalArgumentException(
          "The checks need a selection that fits 3 to 5 units, or as many channels of 2 x 4: "
              + noRows.get().getMessage(),
          noImages.get());
    }
    return checks.stream().flatMap(tests -> tests);
  }

  private static Optional<IllegalArgumentException> misfit(
      Selection selection, List<long[]> shapes) {
    try {
      shapes.forEach(selection::check);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e);
    }
  }

  private static Dense dense(int units, Selection selection) {
    return Dense.builder().nOut(units).activation(Activation.TANH).select(selection).build();
  }

  private static Convolution convolution(int units, Selection selection) {
    return Convolution.builder()
        .kernelSize(3, 2)
        .stride(2, 1)
        .padding(1, 1)
        .nOut(units)
        .activation(Activation.TANH)
        .select(selection)
        .build();
  }

  private Stream<DynamicTest> alone() {
    return Stream.of(
        check(
            "the mask has ones and zeros, of the code's shape and type",
            "Return the result of a comparison as code.gt(...).castTo(code.dataType()), of the"
                + " shape of candidates.code(); what is kept goes through as it is.",
            this::mask),
        check(
            "apply keeps what the mask keeps",
            "If you override apply, multiply code and derivative by the same ones and zeros that"
                + " mask returns.",
            this::applied),
        check(
            "the candidates are not modified",
            "mask must leave candidates.code(), exampleMask() and state() as they are: mul, not"
                + " muli, and dup() before what works in place; a new state goes to"
                + " candidates.update().",
            this::unmodified),
        check(
            "the same batch gives the same mask",
            "The mask must follow from the settings, the candidates and their state: no fields that"
                + " change, and no random numbers but those of a generator seeded by"
                + " candidates.iteration().",
            this::repeated),
        check(
            "an example at inference does not depend on the others",
            "A user may ask about one example alone: without candidates.training(), look along the"
                + " rows, or compare with what training has put into the state.",
            this::independent),
        check(
            "examples that a mask leaves out decide nothing",
            "Count candidates.examples(), not the rows of the code, and leave out the rows in which"
                + " candidates.exampleMask() is 0, in what is kept and in what is learned.",
            this::masked),
        check(
            "the state is learned in training alone",
            "stateSize() says how many numbers are learned; call candidates.update() with a new"
                + " array of that length, finite, if candidates.training(), and never at inference.",
            this::learned),
        check(
            "what is learned is saved with the model",
            "Keep what training learns in the state, not in a field: stateSize(),"
                + " candidates.state() and candidates.update(). A field is neither in the file nor"
                + " in a checkpoint, and all clones of a network share it.",
            this::saved),
        check(
            "afterTraining keeps what is kept at inference",
            "afterTraining() is for encoders on their own: it returns a selection that does at"
                + " inference what this one does, with a state of the same size; or empty, if this"
                + " one keeps everything at inference.",
            this::afterTraining));
  }

  private INDArray code(int seed, DataType type) {
    long[] all = new long[shape.length + 1];
    all[0] = EXAMPLES;
    System.arraycopy(shape, 0, all, 1, shape.length);
    return Draw.normal(seed, all).castTo(type);
  }

  /** What is learned of some batches. */
  private INDArray state(DataType type) {
    INDArray state = Nd4j.zeros(type, selection.stateSize(shape[0]));
    for (int i = 0; i < STEPS && state.length() > 0; i++) {
      SelectionBatch batch =
          SelectionBatch.ofTraining(selection, code(20 + i, type)).withState(state);
      selection.mask(batch);
      state = batch.updated();
    }
    return state;
  }

  private SelectionBatch batch(INDArray code, boolean training) {
    SelectionBatch batch =
        training
            ? SelectionBatch.ofTraining(selection, code)
            : SelectionBatch.ofInference(selection, code);
    return batch.withState(state(code.dataType()));
  }

  private static String when(boolean training) {
    return training ? "in training" : "at inference";
  }

  private void mask() {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      for (boolean training : new boolean[] {true, false}) {
        INDArray code = code(3, type);
        INDArray mask = selection.mask(batch(code, training));
        if (mask.dataType() != type) {
          throw new AssertionError(
              "The mask of a code of type " + type + " is of type " + mask.dataType() + ".");
        }
        INDArray one = mask.neq(0).castTo(type);
        Comparison.equal("The entries of the mask " + when(training), mask, "ones and zeros", one);
        Comparison.equal("The shapes", one.mul(0), "those of the code", code.mul(0));
      }
    }
  }

  private void applied() {
    for (boolean training : new boolean[] {true, false}) {
      INDArray code = code(3, DataType.DOUBLE);
      INDArray mask = selection.mask(batch(code.dup('c'), training));
      INDArray h = code.dup('c');
      INDArray derivative = code.mul(2).addi(5).dup('c');
      INDArray expected = derivative.mul(mask);
      selection.apply(batch(h, training), derivative);
      Comparison.equal(
          "The codes that are kept " + when(training), h, "the mask's", code.mul(mask));
      Comparison.equal(
          "The derivatives that are kept " + when(training), derivative, "the mask's", expected);
      selection.apply(batch(code.dup('c'), training), null);
    }
  }

  private void unmodified() {
    INDArray counting = counting(2);
    for (boolean training : new boolean[] {true, false}) {
      INDArray code = code(3, DataType.DOUBLE).dup('c');
      INDArray mask = counting.dup();
      SelectionBatch batch = batch(code, training).masked(mask);
      INDArray state = state(DataType.DOUBLE);
      selection.mask(batch);
      Comparison.equal("The codes " + when(training), code, "before", code(3, DataType.DOUBLE));
      Comparison.equal("The example masks", mask, "before", counting);
      if (state.length() > 0) {
        Comparison.equal("The states " + when(training), batch.state(), "before", state);
      }
    }
  }

  private void repeated() {
    for (boolean training : new boolean[] {true, false}) {
      INDArray once = selection.mask(batch(code(3, DataType.DOUBLE), training)).dup();
      selection.mask(batch(code(4, DataType.DOUBLE).mul(3), true));
      Nd4j.rand(3, 3); // Draws from the generator that everybody shares.
      INDArray twice = selection.mask(batch(code(3, DataType.DOUBLE), training));
      Comparison.equal(
          "The masks of a batch " + when(training), twice, "those of the same batch before", once);
    }
  }

  private void independent() {
    INDArray code = code(3, DataType.DOUBLE);
    INDArray together = selection.mask(batch(code, false)).dup();
    for (int i = 0; i < EXAMPLES; i++) {
      INDArray alone = selection.mask(batch(rows(code, i, i + 1), false));
      Comparison.equal(
          "At inference, the units that are kept of an example alone",
          alone,
          "those of the same example in a batch",
          rows(together, i, i + 1));
    }
  }

  private static INDArray rows(INDArray array, int from, int to) {
    return array.get(NDArrayIndex.interval(from, to)).dup('c');
  }

  /** The first examples count. */
  private static INDArray counting(int examples) {
    INDArray mask = Nd4j.zeros(DataType.DOUBLE, EXAMPLES, 1);
    for (int i = 0; i < examples; i++) {
      mask.putScalar(i, 0, 1);
    }
    return mask;
  }

  private void masked() {
    int counting = 4;
    INDArray code = code(3, DataType.DOUBLE);
    INDArray first = rows(code, 0, counting);
    for (boolean training : new boolean[] {true, false}) {
      SelectionBatch alone = batch(first, training);
      INDArray expected = selection.mask(alone).dup();
      for (double other : new double[] {0, 9, -9}) {
        INDArray others = rows(code, counting, EXAMPLES).muli(0).addi(other);
        SelectionBatch batch =
            batch(Nd4j.concat(0, first, others).dup('c'), training).masked(counting(counting));
        INDArray mask = rows(selection.mask(batch), 0, counting);
        String beside = " beside others that are masked out, " + when(training) + ",";
        Comparison.equal(
            "The units that are kept of examples" + beside, mask, "those without these", expected);
        Comparison.close(
            "The states learned of examples" + beside,
            batch.updated(),
            "those without these",
            alone.updated(),
            1e-10);
      }
    }
  }

  private void learned() {
    long size = selection.stateSize(shape[0]);
    SelectionBatch inference = SelectionBatch.ofInference(selection, code(3, DataType.DOUBLE));
    selection.mask(inference);
    if (size > 0) {
      INDArray state = state(DataType.DOUBLE);
      double sum = state.sumNumber().doubleValue();
      if (!Double.isFinite(sum)) {
        throw new AssertionError(
            "After " + STEPS + " steps of training the state is " + state + ", not finite.");
      }
      if (state.equals(Nd4j.zeros(DataType.DOUBLE, size))) {
        throw new AssertionError(
            "stateSize() is "
                + size
                + ", but after "
                + STEPS
                + " steps of training the state is"
                + " still zero.");
      }
    }
  }

  private void saved() {
    boolean isDense = shape.length == 1;
    int units = (int) shape[0];
    Layer layer = isDense ? dense(units, selection) : convolution(units, selection);
    LayerNetworks networks =
        new LayerNetworks(
            n -> layer.clone(),
            isDense ? InputType.feedForward(5) : InputType.convolutionalFlat(4, 3, 1),
            layer,
            null);
    ComputationGraph network = LayerNetworks.initialized(networks.first(DataType.DOUBLE, true));
    INDArray x = networks.x();
    for (int i = 0; i < STEPS; i++) {
      network.fit(new INDArray[] {x}, new INDArray[] {x});
    }
    INDArray before = network.outputSingle(x);
    Comparison.equal(
        "The outputs of a saved and loaded network",
        reloaded(network).outputSingle(x),
        "those of the network",
        before);
  }

  private static ComputationGraph reloaded(ComputationGraph network) {
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ModelSerializer.writeModel(network, file, true);
      return ModelSerializer.restoreComputationGraph(
          new ByteArrayInputStream(file.toByteArray()), true);
    } catch (IOException e) {
      throw new AssertionError("The network cannot be saved and loaded: " + e.getMessage(), e);
    }
  }

  private void afterTraining() {
    INDArray code = code(3, DataType.DOUBLE);
    INDArray expected = selection.mask(batch(code, false)).dup();
    Optional<Selection> after = selection.afterTraining();
    if (after.isEmpty()) {
      Comparison.equal(
          "afterTraining() is empty, but the masks at inference",
          expected,
          "ones",
          Nd4j.onesLike(expected));
      return;
    }
    long size = after.get().stateSize(shape[0]);
    if (size != selection.stateSize(shape[0])) {
      throw new AssertionError(
          "stateSize() of afterTraining() is "
              + size
              + ", but before it is "
              + selection.stateSize(shape[0])
              + ".");
    }
    INDArray mask =
        after
            .get()
            .mask(SelectionBatch.ofInference(after.get(), code).withState(state(DataType.DOUBLE)));
    Comparison.equal("The masks of afterTraining() at inference", mask, "those before", expected);
  }
}
