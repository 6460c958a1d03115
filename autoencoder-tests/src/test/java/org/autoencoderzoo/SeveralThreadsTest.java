package org.autoencoderzoo;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Convolutional;
import org.autoencoderzoo.zoo.KSparse;
import org.autoencoderzoo.zoo.Stacked;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One model, used by many threads at once, gives the numbers that one thread gets: but for
 * rounding, since the libraries that multiply matrices may add up in another order when several
 * threads call them.
 */
class SeveralThreadsTest {

  private static final int THREADS = 8;
  private static final int CALLS = 25;
  private static final int SIZE = 64;
  private static final double ROUNDING = 1e-5;

  private static final Map<String, Supplier<EncoderDecoder>> MODELS =
      Map.ofEntries(
          entry("basic", () -> Basic.builder().inputSize(SIZE).codeSize(100).build().init()),
          entry("convolutional", SeveralThreadsTest::convolutional),
          entry("selections with a state", () -> CountingModel.autoencoder(SIZE)),
          entry("k-sparse", () -> KSparse.builder().inputSize(SIZE).codeSize(90).build().init()),
          entry("stacked", () -> Stacked.builder().inputSize(SIZE).build().init()),
          entry("layers of Deeplearning4j", SeveralThreadsTest::ofStockLayers),
          entry("PCA", () -> Pca.fit(RandomExamples.uniform(DataType.FLOAT, 90, SIZE), 10)));

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  static Stream<String> models() {
    return MODELS.keySet().stream().sorted();
  }

  private static Autoencoder convolutional() {
    return Convolutional.builder().forImages(1, 8, 8).build().init();
  }

  private static Autoencoder ofStockLayers() {
    return new Autoencoder(
        SquaredErrorNetwork.of(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .activation(Activation.TANH)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(SIZE))
                .addLayer("hidden", new DenseLayer.Builder().nOut(30).build(), "input")
                .addLayer("normalized", new BatchNormalization(), "hidden")
                .addLayer("noisy", new DropoutLayer(0.5), "normalized")
                .addLayer("code", new DenseLayer.Builder().nOut(10).build(), "noisy")
                .addLayer("decoder", new DenseLayer.Builder().nOut(SIZE).build(), "code")));
  }

  /** All verbs on some examples, and the results that they must have. */
  private static final class Verbs {

    private final List<Callable<INDArray>> calls = new ArrayList<>();
    private final List<INDArray> expected = new ArrayList<>();

    Verbs(EncoderDecoder model, int... rows) throws Exception {
      for (int n : rows) {
        INDArray x = RandomExamples.uniform(DataType.FLOAT, n, SIZE);
        if (model instanceof Autoencoder autoencoder) {
          INDArray shaped = autoencoder.shaped(x);
          add(model, shaped);
          calls.add(() -> Nd4j.scalar(autoencoder.score(shaped)));
          calls.add(() -> autoencoder.reconstructionLoss(shaped));
        } else {
          add(model, x);
        }
      }
      for (Callable<INDArray> call : calls) {
        expected.add(call.call());
      }
    }

    private void add(EncoderDecoder model, INDArray x) {
      INDArray codes = model.encode(x);
      calls.add(() -> model.encode(x));
      calls.add(() -> model.decode(codes));
      calls.add(() -> model.reconstruct(x));
      calls.add(() -> model.reconstructionError(x));
    }

    /** Calls each verb so many times, beginning with another one in each thread. */
    void run(int thread, int times) throws Exception {
      for (int i = thread; i < thread + times * calls.size(); i++) {
        INDArray wanted = expected.get(i % calls.size());
        INDArray result = calls.get(i % calls.size()).call();
        assertThat(result.shape()).isEqualTo(wanted.shape());
        assertThat(result.sub(wanted).amaxNumber().doubleValue())
            .isEqualTo(0, within(ROUNDING * Math.max(1, wanted.amaxNumber().doubleValue())));
      }
    }
  }

  private List<Future<?>> start(Verbs verbs, int times) {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      running.add(
          threads.submit(
              () -> {
                verbs.run(thread, times);
                return null;
              }));
    }
    return running;
  }

  private static void finish(List<Future<?>> running) throws Exception {
    for (Future<?> thread : running) {
      thread.get(); // Throws what the thread threw.
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void eachVerbGivesTheNumbersOfOneThread(String model) throws Exception {
    finish(start(new Verbs(MODELS.get(model).get(), 1, 3), CALLS));
  }

  @Test
  void batchesOfManyRowsDoToo() throws Exception {
    finish(start(new Verbs(MODELS.get("basic").get(), 1100), 2));
    finish(start(new Verbs(convolutional(), 130), 2));
  }

  @Test
  void savingMeanwhileDisturbsNeither(@TempDir Path folder) throws Exception {
    Autoencoder autoencoder = convolutional();
    Verbs verbs = new Verbs(autoencoder, 2);
    List<Future<?>> running = start(verbs, CALLS);
    for (int i = 0; i < 3; i++) {
      Path saved = folder.resolve("model" + i);
      autoencoder.save(saved);
      assertThat(Autoencoder.load(saved).network().params())
          .isEqualTo(autoencoder.network().params());
      autoencoder.encoder();
    }
    finish(running);
  }

  @Test
  void trainingAnotherModelMeanwhileDisturbsNeither() throws Exception {
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 200, SIZE);
    Basic other = Basic.builder().inputSize(SIZE).codeSize(20).build();
    Training training = Training.defaults().withEpochs(3);
    Autoencoder alone = other.init();
    alone.fit(x, training);
    Verbs verbs = new Verbs(MODELS.get("k-sparse").get(), 1, 40);
    AtomicBoolean trains = new AtomicBoolean(true);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int thread = i;
      running.add(
          threads.submit(
              () -> {
                do {
                  verbs.run(thread, 1);
                } while (trains.get());
                return null;
              }));
    }
    Autoencoder busy = other.init();
    busy.fit(x, training);
    trains.set(false);
    finish(running);
    assertThat(busy.score(x)).isEqualTo(alone.score(x), within(1e-3 * alone.score(x)));
  }
}
