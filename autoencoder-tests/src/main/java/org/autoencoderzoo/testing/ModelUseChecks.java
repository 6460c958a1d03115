package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.autoencoderzoo.testing.Check.check;
import static org.autoencoderzoo.testing.TriedModel.ROWS;
import static org.autoencoderzoo.testing.TriedModel.SHORT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The use of a model: its verbs, for any examples, alone and by several threads. */
record ModelUseChecks(TriedModel tried) {

  private static final int MANY_ROWS = 1025;
  private static final int THREADS = 4;

  Stream<DynamicTest> tests() {
    return Stream.of(
        check(
            "verbs agree with the network",
            "At inference an example gives the same each time: no noise, no state. The"
                + " decoder reads the code, and nothing beside it.",
            this::verbs),
        check(
            "rows beside change nothing",
            "At inference the result of an example does not depend on the others of its"
                + " batch: keep in training what you need of them, as batch normalisation does.",
            this::rowsBeside),
        check(
            "threads share it",
            "Do not change fields when something is encoded: penalties, selections, losses"
                + " and layers are shared by the threads that use an autoencoder.",
            this::threads),
        check(
            "arguments are not modified",
            "Do not write into the input of a layer: mul, not muli, or dup() first.",
            this::arguments),
        check(
            "wrong data is refused",
            "The shape that the network reads is that of forImages or inputSize, and"
                + " follows from the settings; Autoencoder does the rest.",
            this::wrongData),
        check(
            "noisy inputs are encoded",
            "Noise leads outside [0,1]: a layer takes any finite numbers, only targets are"
                + " checked.",
            this::noisyInputs));
  }

  private void verbs() {
    Autoencoder autoencoder = tried.fresh();
    for (int rows : new int[] {0, 1, MANY_ROWS - 1, MANY_ROWS}) {
      INDArray some =
          autoencoder.shaped(
              rows == 0
                  ? Nd4j.create(DataType.FLOAT, 0, tried.images().pixels())
                  : tried.images().rows(rows));
      INDArray codes = autoencoder.encode(some);
      INDArray reconstruction = autoencoder.reconstruct(some);
      assertThat(codes.shape()).as("shape of codes").containsExactly(rows, autoencoder.codeSize());
      assertThat(some.shape()).containsExactly(shape(rows, autoencoder.inputShape()));
      assertThat(reconstruction.shape()).as("shape of reconstructions").isEqualTo(some.shape());
      assertThat(autoencoder.decode(codes).shape()).isEqualTo(some.shape());
      assertThat(autoencoder.reconstructionError(some).length()).isEqualTo(rows);
      assertThat(autoencoder.reconstructionLoss(some).shape()).containsExactly(rows);
      if (rows > 0) {
        TriedModel.assertClose(
            "reconstructions, beside the output of the network",
            reconstruction,
            autoencoder.network().outputSingle(some));
        INDArray inNetwork = autoencoder.network().feedForward(some, false).get(Autoencoder.CODE);
        TriedModel.assertClose(
            "codes, beside the vertex code of the network",
            codes,
            inNetwork.reshape('c', rows, -1));
        TriedModel.assertClose(
            "decoded codes, beside reconstructions", autoencoder.decode(codes), reconstruction);
      }
    }
  }

  private void rowsBeside() {
    Autoencoder autoencoder = tried.fresh();
    INDArray x = tried.examples(autoencoder);
    autoencoder.fit(x, SHORT);
    INDArray all = autoencoder.reconstruct(x);
    for (int row : new int[] {0, 1, ROWS - 1}) {
      INDArray alone = autoencoder.reconstruct(x.get(NDArrayIndex.interval(row, row + 1)));
      TriedModel.assertClose(
          "reconstruction of an example alone, beside that of the same among others",
          alone,
          all.get(NDArrayIndex.interval(row, row + 1)));
    }
  }

  private void threads() throws Throwable {
    Autoencoder autoencoder = tried.fresh();
    INDArray x = tried.examples(autoencoder);
    autoencoder.fit(x, SHORT);
    List<INDArray> parts = new ArrayList<>();
    List<INDArray> expected = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      parts.add(x.get(NDArrayIndex.interval(10 * i, 10 * i + 10)).dup());
      expected.add(autoencoder.reconstruct(parts.get(i)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int part = i;
        running.add(
            threads.submit(
                () -> {
                  for (int call = 0; call < 20; call++) {
                    TriedModel.assertClose(
                        "reconstructions while other threads use the autoencoder",
                        autoencoder.reconstruct(parts.get(part)),
                        expected.get(part));
                  }
                }));
      }
      for (Future<?> thread : running) {
        try {
          thread.get();
        } catch (ExecutionException e) {
          throw e.getCause();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void arguments() {
    Autoencoder autoencoder = tried.fresh();
    INDArray x = tried.examples(autoencoder);
    INDArray mine = x.dup();
    autoencoder.fit(mine, SHORT.withValidation(mine));
    INDArray codes = autoencoder.encode(mine);
    INDArray codesBefore = codes.dup();
    autoencoder.decode(codes);
    autoencoder.reconstruct(mine);
    autoencoder.reconstructionError(mine);
    autoencoder.reconstructionLoss(mine);
    autoencoder.score(mine);
    Differences.assertNone("examples", mine, x);
    Differences.assertNone("codes", codes, codesBefore);
  }

  private void wrongData() {
    Autoencoder autoencoder = tried.fresh();
    SmallImages images = tried.images();
    INDArray before = autoencoder.network().params().dup();
    INDArray nan = images.rows(ROWS);
    nan.putScalar(7, 11, Double.NaN);
    INDArray withNan = autoencoder.shaped(nan);
    boolean readsImages = autoencoder.inputShape().length == 3;
    String place =
        readsImages
            ? "channel %d, line %d, column %d"
                .formatted(images.channel(11), images.line(11), images.column(11))
            : "column 11";
    assertThatThrownBy(() -> autoencoder.fit(withNan, SHORT))
        .hasMessageContaining("Row 7 of the examples, " + place + ", is NaN");
    assertThatThrownBy(() -> autoencoder.encode(withNan)).hasMessageContaining("Row 7");
    String rows = "[N, " + images.pixels() + "]";
    String expected = "expected " + (readsImages ? "[N, " + images.size() + "]" : rows);
    for (long[] shape : wrongShapes()) {
      INDArray ones = Nd4j.ones(DataType.FLOAT, shape);
      assertThatThrownBy(() -> autoencoder.fit(ones, SHORT))
          .hasMessageContaining("examples have shape " + Arrays.toString(shape) + ", " + expected);
      assertThatThrownBy(() -> autoencoder.encode(ones)).hasMessageContaining(expected);
      assertThatThrownBy(() -> autoencoder.reconstruct(ones)).hasMessageContaining(expected);
    }
    if (readsImages) {
      assertThatThrownBy(() -> autoencoder.encode(images.rows(2)))
          .hasMessageEndingWith(expected + "; Autoencoder.shaped makes images of rows");
    }
    long[] wide = {3, images.pixels() + 1};
    assertThatThrownBy(() -> autoencoder.shaped(Nd4j.ones(DataType.FLOAT, wide)))
        .hasMessageContaining("rows have shape " + Arrays.toString(wide) + ", expected " + rows);
    long[] codes = {2, autoencoder.codeSize() + 1};
    assertThatThrownBy(() -> autoencoder.decode(Nd4j.ones(DataType.FLOAT, codes)))
        .hasMessageContaining("codes have shape " + Arrays.toString(codes));
    INDArray none = autoencoder.shaped(Nd4j.create(DataType.FLOAT, 0, images.pixels()));
    assertThatThrownBy(() -> autoencoder.fit(none, SHORT)).hasMessageContaining("at least one row");
    Differences.assertNone(
        "parameters after data that was refused", autoencoder.network().params(), before);
  }

  private List<long[]> wrongShapes() {
    SmallImages images = tried.images();
    int channels = images.channels();
    int height = images.height();
    int width = images.width();
    return List.of(
        new long[] {3, images.pixels() + 1},
        new long[] {3, height, width},
        new long[] {3, channels, height, width + 1},
        new long[] {3, channels + 2, height, width},
        new long[] {3, channels, height, width, 1});
  }

  /** Noise leads outside [0,1], and the loss compares the reconstruction with what was clean. */
  private void noisyInputs() {
    Autoencoder autoencoder = tried.fresh();
    INDArray noisy = autoencoder.shaped(tried.images().rows(ROWS).muli(1.6).subi(0.3));
    INDArray code = autoencoder.network().feedForward(noisy, false).get(Autoencoder.CODE);
    TriedModel.assertClose(
        "codes of noisy inputs", autoencoder.encode(noisy), code.reshape(ROWS, -1));
    TriedModel.assertClose(
        "reconstructions of noisy inputs",
        autoencoder.reconstruct(noisy),
        autoencoder.network().outputSingle(noisy));
  }

  private static long[] shape(long rows, long[] example) {
    return LongStream.concat(LongStream.of(rows), LongStream.of(example)).toArray();
  }
}
