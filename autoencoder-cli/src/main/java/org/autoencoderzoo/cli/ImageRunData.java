package org.autoencoderzoo.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.report.RunReport;
import org.autoencoderzoo.cli.report.ShownImages;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.evaluation.ReconstructionEvaluation;
import org.autoencoderzoo.evaluation.Restoration;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Zoo;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Images, in memory.
 *
 * @param title what they are, in a few words
 * @param defaultEpochs of a run, if nobody says otherwise
 * @param data both parts, limited; without a training part, if other images are measured
 * @param choice by which they were limited
 */
record ImageRunData(String title, int defaultEpochs, TrainTest data, ExampleChoice choice)
    implements RunData {

  private static final int PICTURES_OF_A_CLASS = 2;
  private static final int FILTERS = 100;
  private static final int PICTURES_WITHOUT_CLASS = 20;

  @Override
  public String name() {
    return data.name();
  }

  @Override
  public String sha256() {
    return data.sha256();
  }

  @Override
  public ModelBuilder<?> describedTo(ModelBuilder<?> builder) {
    LabeledImages images = data.train();
    return builder.forImages(images.channels(), images.height(), images.width());
  }

  @Override
  public TrainingExamples trainingExamples(Autoencoder autoencoder) {
    if (!choice.holdsOut()) {
      return new TrainingExamples(
          examples(autoencoder, data.train().images()),
          examples(autoencoder, data.test().images()),
          0);
    }
    ValidationSplit split = ValidationSplit.of(data.train().images(), choice.seed());
    return new TrainingExamples(
        examples(autoencoder, split.train()),
        examples(autoencoder, split.validation()),
        split.validation().size(0));
  }

  private static Examples examples(Autoencoder autoencoder, INDArray rows) {
    return Examples.of(autoencoder.shaped(rows));
  }

  @Override
  public Map<String, String> identity() {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("data", data.name());
    identity.put("data_sha256", data.sha256());
    identity.put("limit", Objects.toString(choice.train(), "none"));
    return identity;
  }

  @Override
  public RunMetrics measured(Autoencoder autoencoder) {
    INDArray test = autoencoder.shaped(data.test().images());
    if (data.train() == null) {
      return metrics(autoencoder, 0, null, ReconstructionEvaluation.of(autoencoder, test));
    }
    INDArray train = data.train().images();
    Pca pca = Pca.fit(train, ReconstructionEvaluation.pcaCodeSize(autoencoder, train));
    return metrics(
        autoencoder, data.train().size(), pca, ReconstructionEvaluation.of(autoencoder, pca, test));
  }

  private RunMetrics metrics(
      Autoencoder autoencoder, int trainExamples, Pca pca, Map<Metric, Double> metrics) {
    return new RunMetrics(
        autoencoder.model().orElse(null),
        data.name(),
        trainExamples,
        data.test().size(),
        pca,
        metrics,
        List.of());
  }

  @Override
  public RunReport report(
      SavedRun run,
      Zoo.Entry model,
      Autoencoder autoencoder,
      LearningCurve curve,
      RunMetrics measured) {
    LabeledImages test = data.test();
    return ReportContents.of(
        run,
        model,
        title,
        autoencoder,
        measured,
        curve,
        autoencoder.encode(autoencoder.shaped(first(test.images(), ReportContents.CODES))),
        shown(autoencoder, measured));
  }

  private ShownImages shown(Autoencoder autoencoder, RunMetrics measured) {
    LabeledImages test = data.test();
    ImageShape shape = test.shape();
    boolean hasClasses = Arrays.stream(test.labels()).anyMatch(label -> label > 0);
    INDArray originals =
        test.firstOfEachClass(hasClasses ? PICTURES_OF_A_CLASS : PICTURES_WITHOUT_CLASS);
    Optional<Restoration> restoration = Restoration.of(autoencoder);
    INDArray inputs = restoration.map(noise -> noise.corrupted(originals)).orElse(originals);
    return new ShownImages(
        shape,
        originals,
        restoration.map(noise -> noisy(noise, inputs, autoencoder, measured.pca())),
        autoencoder.reconstruct(autoencoder.shaped(inputs)).reshape(originals.shape()),
        pca(measured, inputs),
        Optional.of(Filters.of(autoencoder, shape, FILTERS)));
  }

  private ShownImages.NoisyInput noisy(
      Restoration restoration, INDArray noisy, Autoencoder autoencoder, Pca pca) {
    INDArray rows = data.test().images();
    INDArray images = autoencoder.shaped(rows);
    return new ShownImages.NoisyInput(
        restoration.noise(),
        noisy,
        restoration.errorOfNoise(images),
        restoration.error(autoencoder, images),
        restoration.error(pca, rows));
  }

  /** Only where its figures were found worth measuring. */
  private static Optional<ShownImages.PcaBaseline> pca(RunMetrics measured, INDArray inputs) {
    return measured.metrics().containsKey(Metric.PCA_SQUARED_ERROR)
        ? Optional.of(
            new ShownImages.PcaBaseline(
                measured.pca().codeSize(), measured.pca().reconstruct(inputs)))
        : Optional.empty();
  }

  private static INDArray first(INDArray rows, int most) {
    return rows.get(NDArrayIndex.interval(0, Math.min(rows.size(0), most)));
  }
}
