package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.Exact;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Convolutional;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.InputRange;
import org.autoencoderzoo.zoo.KSparse;
import org.autoencoderzoo.zoo.Linear;
import org.deeplearning4j.datasets.iterator.IteratorMultiDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Training on streams is training on arrays, and what cannot be trained on is said. */
class ExamplesTest {

  private static final int ROWS = 2500;

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, ROWS, 12);

  private static final Training TRAINING = Training.defaults().withEpochs(3).withBatchSize(100);

  static Stream<AutoencoderModel<?>> models() {
    return Stream.of(
        Basic.builder().inputSize(12).codeSize(6).build(),
        KSparse.builder().inputSize(12).codeSize(20).k(3).build(),
        Denoising.builder().inputSize(12).noiseLevel(0.2).build(),
        Linear.builder().inputSize(12).codeSize(4).build(),
        Convolutional.builder().forImages(1, 2, 6).filters(4).codeSize(4).build());
  }

  /** Blocks of any size, smaller and larger than a batch, that divide nothing. */
  @ParameterizedTest
  @MethodSource("models")
  void streamThatIsShuffledAsAWholeGivesTheParametersOfAnArray(AutoencoderModel<?> model) {
    Autoencoder expected = model.init();
    INDArray x = expected.shaped(X);
    LearningCurve curve = expected.fit(x, TRAINING.withValidation(x));
    for (int block : new int[] {37, 1024, ROWS}) {
      Autoencoder streamed = model.init();
      Examples validation = Examples.streamed(new ArraySource(Batch.of(x), block + 1));
      LearningCurve ofStream =
          streamed.fit(
              Examples.streamed(new ArraySource(Batch.of(x), block)),
              TRAINING.withValidation(validation));
      assertThat(Exact.of(streamed.network().params()))
          .isEqualTo(Exact.of(expected.network().params()));
      assertThat(scores(ofStream)).isEqualTo(scores(curve));
    }
  }

  @Test
  void iteratorsGiveTheParametersOfAnArray() {
    INDArray clean = X.mul(0.5);
    Autoencoder plain = fresh();
    plain.fit(X, TRAINING);
    Autoencoder pairs = fresh();
    pairs.fit(Examples.of(X, clean), TRAINING);
    assertThat(bits(pairs)).isNotEqualTo(bits(plain));

    Autoencoder ofIterator = fresh();
    ofIterator.fit(iterator(X, X), TRAINING);
    assertThat(bits(ofIterator)).isEqualTo(bits(plain));
    Autoencoder ofOnePart = fresh(); // Of no whole number of batches.
    ofOnePart.fit(Examples.of(iterator(X, X)).shuffledWithin(ROWS), TRAINING.withBatchSize(64));
    Autoencoder ofBatches = fresh();
    ofBatches.fit(X, TRAINING.withBatchSize(64));
    assertThat(bits(ofOnePart)).isEqualTo(bits(ofBatches));
    Autoencoder withoutLabels = fresh();
    withoutLabels.fit(iterator(X, null), TRAINING);
    assertThat(bits(withoutLabels)).isEqualTo(bits(plain));
    Autoencoder ofInputs = fresh();
    ofInputs.fit(Examples.inputsOf(iterator(X, Nd4j.ones(ROWS, 3))), TRAINING);
    assertThat(bits(ofInputs)).isEqualTo(bits(plain));
    Autoencoder ofPairs = fresh();
    ofPairs.fit(iterator(X, clean), TRAINING);
    assertThat(bits(ofPairs)).isEqualTo(bits(pairs));
    Autoencoder ofMulti = fresh();
    ofMulti.fit(Examples.of(multi(new INDArray[] {X}, new INDArray[] {clean})), TRAINING);
    assertThat(bits(ofMulti)).isEqualTo(bits(pairs));
  }

  /** Masks of single values, and blocks some of which have none. */
  @Test
  void masksComeAlong() {
    INDArray mask = Nd4j.ones(DataType.FLOAT, ROWS, 12);
    for (int row = 0; row < 1000; row++) {
      mask.putScalar(row, row % 12, 0);
    }
    Autoencoder expected = fresh();
    expected.fit(Examples.of(new Batch(X, X, null, mask)), TRAINING);
    Autoencoder plain = fresh();
    plain.fit(X, TRAINING);
    assertThat(bits(expected)).isNotEqualTo(bits(plain));
    List<DataSet> sets = new ArrayList<>();
    for (DataSet rows : new DataSet(X, X, null, mask).asList()) {
      boolean isWhole = rows.getLabelsMaskArray().minNumber().doubleValue() == 1;
      sets.add(
          isWhole && sets.size() % 2 == 0
              ? new DataSet(rows.getFeatures(), rows.getLabels())
              : rows);
    }
    Autoencoder streamed = fresh();
    streamed.fit(new ListDataSetIterator<>(sets, 50), TRAINING);
    assertThat(bits(streamed)).isEqualTo(bits(expected));
  }

  /** Nor does the network keep one for rows that it reads later. */
  @Test
  void masksAreForgottenAfterTraining() {
    Examples masked = Examples.of(new Batch(X, X, null, Nd4j.ones(DataType.FLOAT, ROWS, 1)));
    Autoencoder autoencoder = fresh();
    for (int listeners = 0; listeners < 2; listeners++) {
      autoencoder.fit(masked, TRAINING.withValidation(masked));
      INDArray others = X.get(NDArrayIndex.interval(0, 77));
      assertThat(autoencoder.network().outputSingle(others))
          .isEqualTo(autoencoder.reconstruct(others));
      assertThat(autoencoder.network().feedForward(others, false)).containsKey("reconstruction");
      autoencoder.network().setListeners(new BaseTrainingListener() {});
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 250, 999, 1500})
  void everyRowIsSeenOncePerEpochInAnotherOrder(int within) {
    INDArray x = Nd4j.arange(ROWS).castTo(DataType.FLOAT).divi(ROWS).reshape(ROWS, 1);
    Autoencoder autoencoder = Basic.builder().inputSize(1).codeSize(1).build().init();
    List<Integer> seen = new ArrayList<>();
    autoencoder
        .network()
        .setListeners(
            new BaseTrainingListener() {
              @Override
              public void onForwardPass(Model model, Map<String, INDArray> activations) {
                for (float value : activations.get("input").dup().data().asFloat()) {
                  seen.add(Math.round(value * ROWS));
                }
              }
            });
    ArraySource source = new ArraySource(Batch.of(x), 333);
    autoencoder.fit(
        Examples.streamed(source).shuffledWithin(within), TRAINING.withEpochs(2).withBatchSize(50));
    List<Integer> first = seen.subList(0, ROWS);
    List<Integer> second = seen.subList(ROWS, 2 * ROWS);
    List<Integer> all = IntStream.range(0, ROWS).boxed().toList();
    assertThat(first).containsExactlyInAnyOrderElementsOf(all).isNotEqualTo(second);
    assertThat(second).containsExactlyInAnyOrderElementsOf(all);
    // Within the parts, and not beyond them; no two parts are shuffled alike.
    int part = Math.max(1, within / 50) * 50;
    for (int from = 0; from < ROWS; from += part) {
      int to = Math.min(ROWS, from + part);
      assertThat(first.subList(from, to))
          .containsExactlyInAnyOrderElementsOf(all.subList(from, to));
    }
    if (part <= ROWS / 2) {
      assertThat(first.subList(part, 2 * part).stream().map(row -> row - part).toList())
          .isNotEqualTo(first.subList(0, part));
    }
    // Counted in a pass of its own.
    assertThat(source.opened()).isEqualTo(3).isEqualTo(source.closed());
  }

  @Test
  void streamsStopEarlyAsArraysDo() {
    Training stopping =
        TRAINING.withEpochs(60).withLearningRate(LearningRate.AS_CONFIGURED).withPatience(2);
    INDArray validation = RandomExamples.uniform(DataType.FLOAT, 60, 12);
    AutoencoderModel<?> model = Basic.builder().inputSize(12).learningRate(0.3).build();
    Autoencoder expected = model.init();
    LearningCurve curve = expected.fit(X, stopping.withValidation(validation));
    assertThat(curve.epochs()).hasSizeLessThan(60);
    Autoencoder streamed = model.init();
    LearningCurve ofStream =
        streamed.fit(
            Examples.of(iterator(X, X)),
            stopping.withValidation(Examples.of(iterator(validation, validation))));
    assertThat(ofStream.kept()).isEqualTo(curve.kept());
    assertThat(bits(streamed)).isEqualTo(bits(expected));
  }

  @Test
  void noisyInputsOfPairsMayLieOutsideTheUnitInterval() {
    INDArray noisy = X.add(RandomExamples.normal(DataType.FLOAT, ROWS, 12).muli(0.3));
    assertThat(fresh().fit(Examples.of(noisy, X), TRAINING).epochs()).hasSize(3);
    assertThatThrownBy(() -> fresh().fit(Examples.of(X, noisy), TRAINING))
        .hasMessageStartingWith("Row 0 of the targets of the examples, column ")
        .hasMessageContaining("outside [0,1]");
  }

  @Test
  void rowOfAStreamThatCannotBeUsedIsNamed() {
    for (int row : new int[] {0, 1023, 1024, 2499}) {
      INDArray x = X.dup().putScalar(row, 7, Double.NaN);
      assertRefused(
          Examples.of(iterator(x, x)),
          "Row " + row + " of the examples, column 7, is NaN: not a finite number");
      INDArray far = X.dup().putScalar(row, 7, 3);
      assertRefused(
          Examples.of(iterator(X, far)),
          "Row " + row + " of the targets of the examples, column 7, is 3.0: outside [0,1]");
      assertThatThrownBy(
              () -> fresh().fit(X, TRAINING.withValidation(Examples.of(iterator(x, null)))))
          .hasMessageStartingWith("Row " + row + " of the validation rows, column 7, is NaN");
      INDArray mask = Nd4j.ones(DataType.FLOAT, ROWS, 1).putScalar(row, 0, -1);
      assertRefused(
          Examples.streamed(new ArraySource(new Batch(X, X, null, mask), 99)),
          "Row " + row + " of the masks of the examples, column 0, is -1.0: negative");
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertRefused(
        Examples.of(iterator(X, Nd4j.ones(ROWS, 10))),
        "The targets of the examples have shape [1024, 10], expected that of the inputs,"
            + " [1024, 12]; if they are classes, take Examples.inputsOf(iterator)");
    assertRefused(
        Examples.streamed(new ArraySource(Batch.of(Nd4j.ones(30, 11)), 7)),
        "The examples have shape [30, 11], expected [N, 12]");
    assertRefused(
        Examples.of(new Batch(X, X, null, Nd4j.ones(ROWS, 11))),
        "The masks of the examples have shape [2500, 11], expected [N, 1], or the shape of the");
    List<DataSet> changing = new ArrayList<>();
    for (int width : new int[] {12, 12, 13}) {
      INDArray rows = Nd4j.ones(DataType.FLOAT, 40, width);
      changing.add(new DataSet(rows, rows));
    }
    assertRefused(
        Examples.of(new Sets(changing)),
        "The inputs from row 80 on have shape [13] each and type FLOAT, those before [12] and"
            + " FLOAT; all must be alike");
  }

  @Test
  void iteratorsThatCannotServeAreRefused() {
    DataSetIterator once =
        new ListDataSetIterator<>(List.of(new DataSet(X, X))) {
          private static final long serialVersionUID = 1L;

          @Override
          public boolean resetSupported() {
            return false;
          }
        };
    assertThatThrownBy(() -> fresh().fit(once, TRAINING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The iterator cannot be reset, and training reads it again in each epoch: give one whose"
                + " resetSupported() is true, or the rows as an array");
    assertRefused(
        Examples.of(new ListDataSetIterator<>(List.of())),
        "There are no examples: at least one row is needed");
    assertRefused(
        Examples.of(multi(new INDArray[] {X, X}, new INDArray[] {X})),
        "The iterator gives 2 inputs; an autoencoder has one input and one output: merge the");
    assertRefused(
        Examples.of(multi(new INDArray[] {X}, new INDArray[] {X, X})),
        "The iterator gives 2 targets; ");
  }

  @Test
  void sourceThatChangesIsRefused() {
    for (int rows : new int[] {1990, 2100}) {
      ArraySource source =
          new ArraySource(Batch.of(X), 100) {
            @Override
            protected Batch rows(int pass) {
              return Batch.of(X).rows(0, pass < 3 ? 2000 : rows);
            }
          };
      assertRefused(
          Examples.streamed(source).shuffledWithin(500),
          "The source has "
              + (rows < 2000 ? "only " + rows : "more")
              + " rows in this pass, and not 2000: it must give the same rows in each");
      assertThat(source.closed()).isEqualTo(3);
    }
  }

  @Test
  void whatASourceSaysOfItselfIsBelieved() {
    ArraySource source = new ArraySource(Batch.of(X), 100);
    Examples examples =
        Examples.streamed(ArraySource.known(source, ROWS, Map.of("path", "rows.csv")));
    assertThat(examples.size()).isEqualTo(ROWS);
    assertThat(source.opened()).isZero();
    fresh().fit(examples, TRAINING);
    assertThat(source.opened()).isEqualTo(TRAINING.epochs());
  }

  @Test
  void rowsAreCountedWithoutBeingReadWhereTheyCanBeLeftOut() {
    AtomicLong left = new AtomicLong(5000);
    Blocks blocks =
        new Blocks() {
          @Override
          public Optional<Batch> next() {
            assertThat(left.get()).isZero();
            return Optional.empty();
          }

          @Override
          public long skip(long rows) {
            long some = Math.min(rows, left.get());
            left.addAndGet(-some);
            return some;
          }

          @Override
          public void close() {}
        };
    assertThat(Examples.streamed(() -> blocks).size()).isEqualTo(5000);
  }

  @Test
  void functionsAreAppliedToBlocksOfTheSameRowsWhateverThoseOfTheSource() {
    List<String> blocks = new ArrayList<>();
    BatchFunction doubled =
        (batch, first) -> {
          blocks.add(first + ": " + batch.size());
          return Batch.of(batch.input().mul(0.5));
        };
    Autoencoder expected = fresh();
    expected.fit(X.mul(0.5), TRAINING);
    for (int block : new int[] {13, 2000}) {
      Autoencoder streamed = fresh();
      streamed.fit(
          Examples.streamed(new ArraySource(Batch.of(X), block)).map(doubled),
          TRAINING.withEpochs(3));
      assertThat(bits(streamed)).isEqualTo(bits(expected));
    }
    assertThat(blocks.subList(0, 3)).containsExactly("0: 1024", "1024: 1024", "2048: 452");
    assertThat(blocks).hasSize(2 * 3 * 3);
  }

  /** Memory outside of the heap would wait for a garbage collection. */
  @Test
  void arraysOfAFunctionAreClosedOnceTheyAreUsedAndThoseOfASourceAreNot() {
    List<INDArray> made = new ArrayList<>();
    Batch all = Batch.of(X.dup()).rows(0, 2148);
    BatchFunction recorded =
        (batch, first) -> {
          INDArray halves = batch.input().mul(0.5);
          made.add(halves);
          return Batch.of(halves);
        };
    BatchFunction same = (batch, first) -> Batch.of(batch.input().reshape(batch.size(), 3, 4));
    BatchFunction back = (batch, first) -> Batch.of(batch.input().reshape(batch.size(), 12));
    Autoencoder streamed = fresh();
    streamed.fit(
        Examples.streamed(new ArraySource(all, 300))
            .map(same)
            .map(back)
            .map(recorded)
            .map(recorded),
        TRAINING);
    assertThat(made).hasSize(2 * 3 * 3).allMatch(INDArray::wasClosed);
    Autoencoder expected = fresh();
    expected.fit(all.input().mul(0.25), TRAINING);
    assertThat(bits(streamed)).isEqualTo(bits(expected));
  }

  @Test
  void realValuesStartFromTheMeanOfInputsAndOfWhatCountsOfTheTargets() {
    INDArray x = X.add(5);
    INDArray target = X.add(9);
    INDArray mask = Nd4j.ones(DataType.FLOAT, ROWS, 12);
    for (int row = 0; row < ROWS; row += 2) {
      target.putScalar(row, 3, 1000);
      mask.putScalar(row, 3, 0);
    }
    Autoencoder autoencoder =
        Basic.builder().inputSize(12).inputRange(InputRange.REAL).learningRate(1e-9).build().init();
    autoencoder.fit(
        Examples.of(iteratorOf(new DataSet(x, target, null, mask))), TRAINING.withEpochs(1));
    INDArray visible = autoencoder.network().getLayer("code").getParam("vb");
    for (int column = 0; column < 12; column++) {
      assertThat(visible.getDouble(column)).isBetween(9.4, 9.6);
    }
    INDArray weights = autoencoder.network().getLayer("code").getParam("W");
    INDArray bias = autoencoder.network().getLayer("code").getParam("b");
    INDArray expected = x.mean(true, 0).mmul(weights).negi();
    assertThat(bias.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-3);
  }

  private static void assertRefused(Examples examples, String message) {
    Autoencoder autoencoder = fresh();
    assertThatThrownBy(() -> autoencoder.fit(examples, TRAINING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
    assertThat(autoencoder.network().getIterationCount()).isLessThan(100);
  }

  private static Autoencoder fresh() {
    return Basic.builder().inputSize(12).codeSize(6).build().init();
  }

  private static int bits(Autoencoder autoencoder) {
    return Arrays.hashCode(autoencoder.network().params().data().asFloat());
  }

  private static List<List<Double>> scores(LearningCurve curve) {
    return curve.epochs().stream()
        .map(epoch -> List.of(epoch.trainingScore(), epoch.validationScore()))
        .toList();
  }

  private static DataSetIterator iterator(INDArray x, INDArray labels) {
    return iteratorOf(new DataSet(x, labels));
  }

  private static DataSetIterator iteratorOf(DataSet all) {
    List<DataSet> rows = new ArrayList<>();
    for (long from = 0; from < ROWS && from < all.numExamples(); from += 60) {
      long to = Math.min(all.numExamples(), from + 60);
      rows.add(
          new DataSet(
              some(all.getFeatures(), from, to),
              some(all.getLabels(), from, to),
              null,
              some(all.getLabelsMaskArray(), from, to)));
    }
    return new Sets(rows);
  }

  private static INDArray some(INDArray all, long from, long to) {
    return all == null ? null : all.get(NDArrayIndex.interval(from, to));
  }

  /** Gives data sets as they are. */
  private static final class Sets extends ListDataSetIterator<DataSet> {
    private static final long serialVersionUID = 1L;
    private final List<DataSet> sets;
    private int next;

    Sets(List<DataSet> sets) {
      super(sets, 1);
      this.sets = sets;
    }

    @Override
    public boolean hasNext() {
      return next < sets.size();
    }

    @Override
    public DataSet next() {
      return sets.get(next++);
    }

    @Override
    public void reset() {
      next = 0;
    }
  }

  private static MultiDataSetIterator multi(INDArray[] inputs, INDArray[] targets) {
    MultiDataSet all = new org.nd4j.linalg.dataset.MultiDataSet(inputs, targets);
    return new Multi(all);
  }

  /** One block. */
  private static final class Multi extends IteratorMultiDataSetIterator {
    private static final long serialVersionUID = 1L;
    private final transient MultiDataSet all;
    private boolean isDone;

    Multi(MultiDataSet all) {
      super(List.of(all).iterator(), 1);
      this.all = all;
    }

    @Override
    public boolean resetSupported() {
      return true;
    }

    @Override
    public boolean hasNext() {
      return !isDone;
    }

    @Override
    public MultiDataSet next() {
      isDone = true;
      return all;
    }

    @Override
    public void reset() {
      isDone = false;
    }
  }
}
