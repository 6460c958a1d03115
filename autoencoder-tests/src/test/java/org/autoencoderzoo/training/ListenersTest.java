package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Convolutional;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.KSparse;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.InvocationType;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.optimize.listeners.CheckpointListener;
import org.deeplearning4j.optimize.listeners.EvaluativeListener;
import org.deeplearning4j.optimize.listeners.PerformanceListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.evaluation.regression.RegressionEvaluation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Listeners are told the same under {@code Autoencoder.fit} as under {@code ComputationGraph.fit}.
 */
class ListenersTest {

  private static final int EPOCHS = 2;
  private static final int BATCH = 20;

  /** Two whole batches and a smaller one. */
  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 50, 16);

  private static final Training TRAINING =
      Training.defaults()
          .withEpochs(EPOCHS)
          .withBatchSize(BATCH)
          .withLearningRate(LearningRate.AS_CONFIGURED);

  static Stream<AutoencoderModel<?>> models() {
    return Stream.of(
        Basic.builder().inputSize(16).codeSize(6).build(),
        Basic.builder().inputSize(16).codeSize(6).weightDecay(1e-3).build(),
        KSparse.builder().inputSize(16).codeSize(40).k(3).build(),
        Denoising.builder().inputSize(16).codeSize(6).build(),
        Convolutional.builder().forImages(1, 4, 4).codeSize(3).build());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyCallHasTheSameOrderAndTheSameContent(AutoencoderModel<?> model) {
    List<Recorder> recorders = told(model, (how, network) -> new Recorder());
    assertThat(recorders.get(0).heard).isNotEmpty().isEqualTo(recorders.get(1).heard);
  }

  /** Adam's first step moves every parameter by the learning rate. */
  @Test
  void gradientOfADoneIterationIsTheUpdate() {
    Autoencoder autoencoder = Basic.builder().inputSize(16).codeSize(6).build().init();
    List<Double> updates = new ArrayList<>();
    autoencoder
        .network()
        .setListeners(
            new BaseTrainingListener() {
              @Override
              public void iterationDone(Model model, int iteration, int epoch) {
                INDArray update = model.gradient().getGradientFor("code_W");
                updates.add(update.norm1Number().doubleValue() / update.length());
              }
            });
    autoencoder.fit(X, TRAINING.withEpochs(1).withBatchSize(50));
    assertThat(updates).hasSize(1);
    assertThat(updates.get(0)).isCloseTo(0.01, within(1e-4));
  }

  @ParameterizedTest
  @MethodSource("models")
  void parametersAreThoseOfTrainingWithoutListeners(AutoencoderModel<?> model) {
    Autoencoder heard = model.init();
    heard.network().setListeners(new Recorder());
    heard.fit(heard.shaped(X), TRAINING);
    Autoencoder unheard = model.init();
    unheard.fit(unheard.shaped(X), TRAINING);
    assertThat(bits(heard.network().params())).isEqualTo(bits(unheard.network().params()));
  }

  @Test
  void pageOfDeeplearning4jShowsTheSameFigures() {
    List<InMemoryStatsStorage> pages = new ArrayList<>();
    told(
        Basic.builder().inputSize(16).codeSize(6).build(),
        (how, network) -> {
          pages.add(new InMemoryStatsStorage());
          return new StatsListener(pages.get(how), 1);
        });
    List<List<String>> figures = pages.stream().map(ListenersTest::figures).toList();
    assertThat(figures.get(0)).hasSize(3 * EPOCHS).isEqualTo(figures.get(1));
    // Of the first update, beside the parameters after it.
    StatsReport first = reports(pages.get(0)).get(0);
    double update = first.getMeanMagnitudes(StatsType.Updates).get("code_W");
    assertThat(update).isCloseTo(0.01, within(1e-4));
    assertThat(first.getMeanMagnitudes(StatsType.Parameters).get("code_W")).isGreaterThan(update);
  }

  @Test
  void listenersOfDeeplearning4jSeeTheSameNetwork(@TempDir Path folder) {
    AutoencoderModel<?> model = Basic.builder().inputSize(16).codeSize(6).build();
    File[] folders = {folder.resolve("0").toFile(), folder.resolve("1").toFile()};
    Arrays.stream(folders).forEach(File::mkdir);
    told(
        model,
        (how, network) ->
            new CheckpointListener.Builder(folders[how])
                .keepAll()
                .saveEveryNIterations(2)
                .saveEveryNEpochs(1)
                .build());
    for (int number = 0; number < 4; number++) {
      INDArray ours = CheckpointListener.loadCheckpointCG(folders[0], number).params();
      INDArray theirs = CheckpointListener.loadCheckpointCG(folders[1], number).params();
      assertThat(bits(ours)).isEqualTo(bits(theirs));
    }

    List<List<Double>> errors = List.of(new ArrayList<>(), new ArrayList<>());
    told(
        model,
        (how, network) -> {
          EvaluativeListener listener =
              new EvaluativeListener(
                  iterator(List.of(X)),
                  1,
                  InvocationType.ITERATION_END,
                  new RegressionEvaluation());
          listener.setCallback(
              (heard, evaluated, invocations, evaluations) ->
                  errors
                      .get(how)
                      .add(((RegressionEvaluation) evaluations[0]).averageMeanSquaredError()));
          return listener;
        });
    assertThat(errors.get(0)).hasSize(3 * EPOCHS).isEqualTo(errors.get(1));

    List<List<Double>> sizes = List.of(new ArrayList<>(), new ArrayList<>());
    told(
        model,
        (how, network) ->
            new PerformanceListener(1) {
              private static final long serialVersionUID = 1L;

              @Override
              public void iterationDone(Model heard, int iteration, int epoch) {
                super.iterationDone(heard, iteration, epoch);
                sizes.get(how).add(heard.score());
                sizes.get(how).add((double) heard.batchSize());
              }
            });
    assertThat(sizes.get(0)).hasSize(6 * EPOCHS).isEqualTo(sizes.get(1));
  }

  /** Trains by Autoencoder.fit, 0, and by ComputationGraph.fit, 1, each with a listener. */
  private static <L extends TrainingListener> List<L> told(
      AutoencoderModel<?> model, BiFunction<Integer, ComputationGraph, L> listener) {
    Autoencoder ours = model.init();
    ComputationGraph theirs = model.init().network();
    L ofOurs = listener.apply(0, ours.network());
    L ofTheirs = listener.apply(1, theirs);
    ours.network().setListeners(ofOurs);
    theirs.setListeners(ofTheirs);
    INDArray x = ours.shaped(X);
    ours.fit(x, TRAINING);
    // Sums of another number of threads are rounded otherwise.
    ThreadLimits limits = ThreadLimits.whileTraining(theirs);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      ShuffledRows rows = new ShuffledRows();
      rows.shuffle(Batch.of(x), ShuffledRows.seed(TRAINING.seed(), epoch), 0);
      List<INDArray> batches = new ArrayList<>();
      for (int from = 0; from < x.size(0); from += BATCH) {
        batches.add(rows.next((int) Math.min(x.size(0) - from, BATCH)).input().dup('c'));
      }
      theirs.fit(iterator(batches));
    }
    limits.close();
    return List.of(ofOurs, ofTheirs);
  }

  /** The batches as they are; without a thread of its own, which is no listener's business. */
  private static DataSetIterator iterator(List<INDArray> batches) {
    List<DataSet> sets = batches.stream().map(batch -> new DataSet(batch, batch)).toList();
    return new ListDataSetIterator<>(sets, 1) {
      private static final long serialVersionUID = 1L;
      private int next;

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

      @Override
      public boolean asyncSupported() {
        return false;
      }
    };
  }

  private static List<StatsReport> reports(InMemoryStatsStorage page) {
    String session = page.listSessionIDs().get(0);
    List<Persistable> all =
        page.getAllUpdatesAfter(
            session, StatsListener.TYPE_ID, page.listWorkerIDsForSession(session).get(0), 0);
    return all.stream().map(StatsReport.class::cast).toList();
  }

  private static List<String> figures(InMemoryStatsStorage page) {
    return reports(page).stream()
        .map(
            report ->
                Stream.of(StatsType.Parameters, StatsType.Gradients, StatsType.Updates)
                        .map(
                            type ->
                                report.getMeanMagnitudes(type)
                                    + " "
                                    + report.getStdev(type)
                                    + " "
                                    + report.getMean(type))
                        .toList()
                    + " "
                    + report.getMean(StatsType.Activations)
                    + " "
                    + report.getIterationCount()
                    + " "
                    + report.getScore()
                    + " "
                    + report.getLearningRates())
        .toList();
  }

  /** Tells arrays apart that differ in a single bit. */
  private static int bits(INDArray array) {
    return Arrays.hashCode(array.dup('c').data().asFloat());
  }

  /** Writes down every call, and all that the network then shows. */
  private static final class Recorder extends BaseTrainingListener {

    private final List<String> heard = new ArrayList<>();

    @Override
    public void onEpochStart(Model model) {
      write("epoch start", model);
    }

    @Override
    public void onEpochEnd(Model model) {
      write("epoch end", model);
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
      heard.add("forward pass of a list");
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
      heard.add("forward pass");
      activations.forEach((name, array) -> heard.add(name + ": " + bits(array)));
    }

    @Override
    public void onGradientCalculation(Model model) {
      write("gradient", model);
      writeGradient(model);
    }

    @Override
    public void onBackwardPass(Model model) {
      write("backward pass", model);
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      write("iteration " + iteration + " of epoch " + epoch, model);
      writeGradient(model);
      heard.add("input: " + bits(((ComputationGraph) model).getInput(0)));
    }

    private void write(String call, Model model) {
      ComputationGraph network = (ComputationGraph) model;
      heard.add(call);
      heard.add("score " + network.score());
      heard.add("count " + network.getIterationCount() + ", " + network.getEpochCount());
      heard.add("batch " + (network.getInput(0) == null ? 0 : network.batchSize()));
      heard.add("parameters: " + bits(network.params()));
    }

    private void writeGradient(Model model) {
      model.gradient().gradientForVariable().forEach((n, a) -> heard.add(n + ": " + bits(a)));
      heard.add("all: " + bits(model.gradient().gradient()));
    }
  }
}
