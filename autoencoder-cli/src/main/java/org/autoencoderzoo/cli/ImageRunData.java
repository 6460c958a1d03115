package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.report.RunReport;
import org.autoencoderzoo.cli.report.ShownImages;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.NamedDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.evaluation.ReconstructionEvaluation;
import org.autoencoderzoo.evaluation.Restoration;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Zoo;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Images, in memory.
 *
 * @param source where they are from
 * @param data both parts, limited
 * @param limit of the training examples, or null for all
 */
record ImageRunData(ImageSource source, TrainTest data, Integer limit) implements RunData {

  private static final int PICTURES_OF_A_CLASS = 2;
  private static final int FILTERS = 100;

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
  public ValidationSplit scoredOnTestExamples() {
    return new ValidationSplit(data.train().images(), data.test().images());
  }

  @Override
  public ValidationSplit scoredOnHeldOutExamples(long seed) {
    return ValidationSplit.of(data.train().images(), seed);
  }

  @Override
  public Map<String, String> identity() {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("data", data.name());
    identity.put("limit", Objects.toString(limit, "none"));
    return identity;
  }

  @Override
  public RunMetrics measured(Autoencoder autoencoder) {
    INDArray train = data.train().images();
    Pca pca = Pca.fit(train, ReconstructionEvaluation.pcaCodeSize(autoencoder, train));
    return new RunMetrics(
        autoencoder.model().orElse(null),
        data.name(),
        data.train().size(),
        data.test().size(),
        pca,
        ReconstructionEvaluation.of(autoencoder, pca, autoencoder.shaped(data.test().images())));
  }

  @Override
  public void requireThoseOf(SavedRun run, Path folder, Autoencoder autoencoder)
      throws IOException {
    long features = data.test().images().size(1);
    if (features != autoencoder.inputSize()) {
      throw new IOException(
          "%s reads %d numbers per example, but %s has %d; name its data with --data and --data-dir"
              .formatted(folder, autoencoder.inputSize(), data.name(), features));
    }
    NamedDataSet dataSet = source.dataSet();
    if (dataSet.id().equals(run.data())
        && source.folder() == null
        && !data.sha256().equals(run.dataSha256())) {
      throw new IOException(
          folder
              + " was trained on other "
              + (dataSet.isEmbedded() ? "examples" : "files")
              + " than those of "
              + dataSet.title()
              + (dataSet.isEmbedded() ? "" : "; give their folder with --data-dir"));
    }
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
        title(),
        autoencoder,
        measured,
        curve,
        autoencoder.encode(autoencoder.shaped(first(test.images(), ReportContents.CODES))),
        shown(autoencoder, measured));
  }

  private String title() {
    return data.name().equals(source.id())
        ? source.dataSet().title()
        : "images of the folder " + data.name();
  }

  private ShownImages shown(Autoencoder autoencoder, RunMetrics measured) {
    LabeledImages test = data.test();
    ImageShape shape = test.shape();
    INDArray originals = test.firstOfEachClass(PICTURES_OF_A_CLASS);
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
