package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.data.LabeledImages;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.zoo.Convolutional;
import org.autoencoderzoo.zoo.Deep;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Fully connected layers against convolutions with as many parameters and an equally long code. The
 * convolutions are better because neighbouring pixels belong together (LeCun et al. 1998, section
 * II.A), so they are compared on images whose pixels are shuffled, too, in one order for all.
 */
final class ConvolutionalAgainstDense implements Example {

  private static final int SHOWN = 10;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    LabeledImages train = digits.train().first(exhibit.choose(digits.train().size(), 20_000));
    INDArray test = digits.test().first(exhibit.choose(digits.test().size(), 1_000)).images();
    ImageShape shape = train.shape();
    int[] order = shuffled(shape.size(), exhibit.seed());
    LabeledImages shuffledTrain =
        new LabeledImages(
            columns(train.images(), order),
            train.labels(),
            shape.channels(),
            shape.height(),
            shape.width());
    INDArray shuffledTest = columns(test, order);
    int code = exhibit.choose(8, 32);
    Map<String, ModelBuilder<?>> models = new LinkedHashMap<>();
    models.put("dense", Deep.builder().hiddenSizes(exhibit.choose(80, 68)).codeSize(code));
    models.put("convolutional", Convolutional.builder().codeSize(code));
    Table table = new Table("model", "parameters", "squared error", "with shuffled pixels");
    Chart chart = new Chart("Training time (s)", "Squared error per image").logarithmicX();
    Map<String, INDArray> lines = new LinkedHashMap<>();
    lines.put("test digits", test.get(NDArrayIndex.interval(0, SHOWN)));
    double[] parameters = new double[2];
    double[] errors = new double[2];
    double[] ofShuffled = new double[2];
    for (String name : models.keySet()) {
      int i = lines.size() - 1;
      ModelBuilder<?> builder = models.get(name).learningRate(3e-3);
      Autoencoder autoencoder = trained(exhibit, name, builder, train, test, chart);
      Autoencoder onShuffled =
          trained(exhibit, name + ", shuffled pixels", builder, shuffledTrain, shuffledTest, chart);
      parameters[i] = autoencoder.network().numParams();
      errors[i] = Exhibit.squaredError(autoencoder, test);
      ofShuffled[i] = Exhibit.squaredError(onShuffled, shuffledTest);
      table.row(name, (long) parameters[i], errors[i], ofShuffled[i]);
      lines.put(name, autoencoder.reconstruct(autoencoder.shaped(lines.get("test digits"))));
    }
    exhibit.lines(
        "Digits from codes of %d numbers.".formatted(code), shape, flat(lines, shape.size()));
    exhibit.chart(
        "Error on test images after each pass over the training images: a marker each, at the time"
            + " that it took on this machine.",
        chart);
    exhibit.table(
        "On test images after equally many passes. Shuffling the pixels, in one order for all"
            + " images, changes nothing for dense layers but the initial weights; convolutions"
            + " lose the neighbourhoods that they build on.",
        table);
    exhibit.claimAtLeast("Parameters, dense over convolutional", parameters[0] / parameters[1], 1);
    exhibit.claimFalling("Squared error: dense, convolutional", errors);
    exhibit.claimRising(
        "Squared error of the convolutional autoencoder: in order, shuffled",
        errors[1],
        ofShuffled[1]);
    exhibit.claimFalling(
        "Squared error of dense over convolutional: pixels in order, shuffled",
        errors[0] / errors[1],
        ofShuffled[0] / ofShuffled[1]);
  }

  private static Autoencoder trained(
      Exhibit exhibit,
      String name,
      ModelBuilder<?> builder,
      LabeledImages train,
      INDArray test,
      Chart chart) {
    Autoencoder autoencoder =
        builder
            .forImages(train.channels(), train.height(), train.width())
            .seed(exhibit.seed())
            .build()
            .init();
    List<Double> errors = new ArrayList<>();
    LearningCurve curve =
        exhibit.fit(
            name,
            autoencoder,
            train.images(),
            exhibit.choose(40, 5),
            () -> errors.add(Exhibit.squaredError(autoencoder, test)));
    double[] seconds = curve.epochs().stream().mapToDouble(LearningCurve.Epoch::seconds).toArray();
    Arrays.parallelPrefix(seconds, Double::sum);
    chart.line(name, seconds, errors.stream().mapToDouble(error -> error).toArray());
    return autoencoder;
  }

  private static int[] shuffled(int size, long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    return order.stream().mapToInt(i -> i).toArray();
  }

  private static INDArray columns(INDArray images, int[] order) {
    return Nd4j.pullRows(images.transpose().dup('c'), 1, order, 'c').transpose().dup('c');
  }

  private static Map<String, INDArray> flat(Map<String, INDArray> lines, int size) {
    lines.replaceAll((name, images) -> images.reshape('c', images.size(0), size));
    return lines;
  }
}
