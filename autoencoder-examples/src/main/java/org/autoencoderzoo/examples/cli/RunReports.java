package org.autoencoderzoo.examples.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.Versions;
import org.autoencoderzoo.data.ImageDataSet;
import org.autoencoderzoo.data.LabeledImages;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.examples.report.RunReport;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.GreedyTraining;
import org.autoencoderzoo.zoo.Zoo;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Gathers what the report of a run shows. */
final class RunReports {

  private static final int CLASSES = 10;
  private static final int PICTURES_A_CLASS = 2;
  private static final int FILTERS = 100;
  private static final int CODES = 2000;

  private RunReports() {}

  static RunReport of(
      SavedRun run,
      Autoencoder autoencoder,
      TrainTest data,
      GreedyTraining.Curves curves,
      RunMetrics measured) {
    LabeledImages test = data.test();
    ImageShape shape = new ImageShape(test.channels(), test.height(), test.width());
    INDArray originals = Nd4j.pullRows(test.images(), 1, someOfEachClass(test), 'c');
    Pca pca = measured.pca();
    return new RunReport(
        measured.model(),
        Zoo.of(measured.model()).summary(),
        ImageDataSet.of(run.data()).title(),
        run.command(),
        facts(run, autoencoder, data),
        autoencoder.settings(),
        curves.levels(),
        curves.joint(),
        run.patience() == null ? "test" : "validation",
        measured.metrics(),
        shape,
        originals,
        autoencoder.reconstruct(autoencoder.shaped(originals)).reshape(originals.shape()),
        Optional.of(new RunReport.PcaBaseline(pca.codeSize(), pca.reconstruct(originals))),
        Optional.of(filters(autoencoder.network(), shape)),
        autoencoder.encode(autoencoder.shaped(first(test.images(), CODES))));
  }

  /** The same number of each class where there are classes, in their order; else the first ones. */
  private static int[] someOfEachClass(LabeledImages test) {
    int[] labels = test.labels();
    return IntStream.range(0, CLASSES)
        .flatMap(
            label ->
                IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .limit(PICTURES_A_CLASS))
        .toArray();
  }

  /** The weights of the first layer's first units, one row a unit, each divided by its norm. */
  private static RunReport.Filters filters(ComputationGraph network, ImageShape image) {
    String firstLayer =
        network.getConfiguration().getVertexInputs().entrySet().stream()
            .filter(vertex -> vertex.getValue().contains(Autoencoder.INPUT))
            .findFirst()
            .orElseThrow()
            .getKey();
    INDArray w = network.getLayer(firstLayer).getParam("W");
    boolean isConvolution = w.rank() == 4;
    ImageShape shape =
        isConvolution ? new ImageShape(image.channels(), (int) w.size(2), (int) w.size(3)) : image;
    INDArray rows = isConvolution ? w.reshape('c', w.size(0), -1) : w.transpose();
    INDArray units = first(rows, FILTERS).dup('c');
    units.diviColumnVector(units.norm2(true, 1).addi(Float.MIN_NORMAL));
    return new RunReport.Filters(shape, units);
  }

  private static Map<String, String> facts(SavedRun run, Autoencoder autoencoder, TrainTest data) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("seed", Long.toString(run.seed()));
    facts.put("epochs", Integer.toString(run.epochs()));
    if (run.levelEpochs() != null) {
      facts.put("epochs a level", run.levelEpochs().toString());
    }
    if (run.patience() != null) {
      facts.put("patience", run.patience() + " epochs");
      facts.put("epoch kept", Integer.toString(run.keptEpoch()));
    }
    facts.put("batch size", Integer.toString(run.batch()));
    facts.put("training examples", grouped(data.train().size()));
    facts.put("test examples", grouped(data.test().size()));
    facts.put("parameters", grouped(autoencoder.network().numParams()));
    facts.put("training time", String.format(Locale.ROOT, "%.1f s", run.trainSeconds()));
    facts.put(
        "training speed", grouped(Math.round(run.examplesPerSecond())) + " examples a second");
    facts.putAll(Versions.all());
    return facts;
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static INDArray first(INDArray rows, int most) {
    return rows.get(NDArrayIndex.interval(0, Math.min(rows.size(0), most)));
  }
}
