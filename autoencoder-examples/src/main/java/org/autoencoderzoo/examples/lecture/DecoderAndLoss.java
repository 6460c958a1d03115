package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.Deep;
import org.autoencoderzoo.zoo.Loss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Which decoder and which loss fit which data. Real values need a linear decoder with squared
 * error: a sigmoid cannot come closer to them than the interval from 0 to 1 does. Binary values are
 * better served by a sigmoid with cross-entropy: the linear decoder spends capacity on values that
 * no pixel has.
 */
final class DecoderAndLoss implements Example {

  private static final int SIDE = 8;
  private static final int COMPONENTS = 40;
  private static final int UNITS = 128;
  private static final int SHOWN = 10;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    realValues(exhibit);
    binaryValues(exhibit);
  }

  private static void realValues(Exhibit exhibit) throws IOException {
    int count = exhibit.choose(5_000, 50_000);
    INDArray patches = WhitenedPatches.load(count + count / 10, SIDE, COMPONENTS, exhibit.seed());
    INDArray train = patches.get(NDArrayIndex.interval(0, count)).dup('c');
    INDArray test = patches.get(NDArrayIndex.interval(count, patches.size(0))).dup('c');
    int epochs = exhibit.choose(20, 10);
    double floor = squaredNorm(test.sub(Transforms.max(Transforms.min(test, 1.0), 0.0)));
    Chart chart = new Chart("Epoch", "Squared error per patch");
    double[] last = new double[2];
    for (Activation decoder : List.of(Activation.SIGMOID, Activation.IDENTITY)) {
      // The models would refuse the sigmoid, were they told that the values are real.
      Autoencoder autoencoder =
          Deep.builder()
              .inputSize(SIDE * SIDE)
              .hiddenSizes(UNITS)
              .codeSize(30)
              .outputActivation(decoder)
              .loss(Loss.SQUARED_ERROR)
              .seed(exhibit.seed())
              .build()
              .init();
      List<Double> errors = new ArrayList<>();
      String name = decoder == Activation.SIGMOID ? "sigmoid decoder" : "linear decoder";
      exhibit.fit(
          name,
          autoencoder,
          train,
          epochs,
          () -> errors.add(Exhibit.squaredError(autoencoder, test)));
      last[decoder == Activation.SIGMOID ? 0 : 1] = errors.get(epochs - 1);
      chart.line(name, epochs(epochs), errors.stream().mapToDouble(e -> e).toArray());
    }
    double[] bound = IntStream.range(0, epochs).mapToDouble(i -> floor).toArray();
    exhibit.chart(
        "Real values, whitened patches of photographs: two autoencoders that differ in the decoder"
            + " only, both with squared error, on patches that were not trained on. The bound is"
            + " the squared distance of the patches from the interval from 0 to 1, which no sigmoid"
            + " leaves.",
        chart.line("bound for values from 0 to 1", epochs(epochs), bound));
    exhibit.claimFalling(
        "Squared error on real values: sigmoid decoder, bound for values from 0 to 1, linear"
            + " decoder",
        last[0],
        floor,
        last[1]);
  }

  private static void binaryValues(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    ImageShape shape = digits.train().shape();
    INDArray train =
        binary(digits.train().first(exhibit.choose(digits.train().size(), 20_000)).images());
    INDArray test = binary(digits.test().images());
    Map<String, INDArray> lines = new LinkedHashMap<>();
    lines.put("test digits, black or white", test.get(NDArrayIndex.interval(0, SHOWN)));
    Map<String, Deep.Builder> models = new LinkedHashMap<>();
    models.put(
        "linear, squared error",
        Deep.builder().outputActivation(Activation.IDENTITY).loss(Loss.SQUARED_ERROR));
    models.put("sigmoid, squared error", Deep.builder().loss(Loss.SQUARED_ERROR));
    models.put("sigmoid, cross-entropy", Deep.builder().loss(Loss.CROSS_ENTROPY));
    double[] errors = new double[models.size()];
    double[] wrong = new double[models.size()];
    double[] outside = new double[models.size()];
    Table table =
        new Table(
            "decoder and loss",
            "squared error",
            "wrong pixels of " + shape.size(),
            "outside [0,1], %");
    for (String name : models.keySet()) {
      int i = lines.size() - 1;
      Autoencoder autoencoder =
          models
              .get(name)
              .inputSize(shape.size())
              .hiddenSizes(UNITS)
              .codeSize(exhibit.choose(8, 32))
              .seed(exhibit.seed())
              .build()
              .init();
      exhibit.fit(name, autoencoder, train, exhibit.choose(40, 10));
      INDArray output = autoencoder.reconstruct(test);
      errors[i] = squaredNorm(output.sub(test));
      wrong[i] = count(binary(output).neq(test)) / test.size(0);
      outside[i] = 100 * (count(output.lt(0)) + count(output.gt(1))) / output.length();
      table.row(name, errors[i], wrong[i], outside[i]);
      lines.put(name, output.get(NDArrayIndex.interval(0, SHOWN)));
    }
    exhibit.lines("Binary values, and what each decoder makes of the same digits.", shape, lines);
    exhibit.table(
        "Binary values, on test digits, after equally long training from the same initial weights."
            + " A pixel is wrong if the output lies on the other side of 0.5.",
        table);
    // A tenth of all: no matter of rounding.
    exhibit.claimAtLeast(
        "Outputs of the linear decoder that no binary pixel can have, %", outside[0], 10);
    exhibit.claimFalling(
        "Squared error on binary values: linear decoder, sigmoid decoder, both trained for it",
        errors[0],
        errors[1]);
    exhibit.claimFalling(
        "Squared error on binary values: linear decoder trained for it, sigmoid decoder trained for"
            + " cross-entropy",
        errors[0],
        errors[2]);
  }

  private static INDArray binary(INDArray pixels) {
    return pixels.gt(0.5).castTo(DataType.FLOAT);
  }

  private static double count(INDArray truths) {
    return truths.castTo(DataType.DOUBLE).sumNumber().doubleValue();
  }

  /** Mean over the rows. */
  private static double squaredNorm(INDArray rows) {
    double norm = rows.castTo(DataType.DOUBLE).norm2Number().doubleValue();
    return norm * norm / rows.size(0);
  }

  private static double[] epochs(int count) {
    return IntStream.rangeClosed(1, count).asDoubleStream().toArray();
  }
}
