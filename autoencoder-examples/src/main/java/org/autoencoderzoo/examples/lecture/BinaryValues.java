package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.ImageLines;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.zoo.Deep;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Binary values are better served by a sigmoid than by a linear decoder, which spends capacity on
 * values that no pixel has.
 */
final class BinaryValues implements Example {

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(20_000);
    ImageShape shape = digits.train().shape();
    INDArray train = binary(digits.train().images());
    INDArray test = binary(digits.test().images());
    String[] names = {"linear, squared error", "sigmoid, squared error", "sigmoid, cross-entropy"};
    Deep.Builder[] models = {
      Deep.builder().outputActivation(Activation.IDENTITY).loss(new SquaredError()),
      Deep.builder().loss(new SquaredError()),
      Deep.builder().loss(new BernoulliCrossEntropy())
    };
    double[] errors = new double[models.length];
    double[] outside = new double[models.length];
    INDArrayIndex shown = NDArrayIndex.interval(0, 10);
    ImageLines lines = new ImageLines().line("test digits, black or white", test.get(shown));
    Table table =
        new Table(
            "decoder and loss",
            "squared error",
            "wrong pixels of " + shape.size(),
            "outside [0,1], %");
    for (int i = 0; i < models.length; i++) {
      Deep.Builder model = models[i].hiddenSizes(128).codeSize(exhibit.choose(8, 32));
      Autoencoder autoencoder = exhibit.train(names[i], model, train, exhibit.choose(40, 10));
      INDArray output = autoencoder.reconstruct(test);
      errors[i] = Exhibit.squaredError(autoencoder, test);
      outside[i] = 100 * (count(output.lt(0)) + count(output.gt(1))) / output.length();
      table.row(names[i], errors[i], count(binary(output).neq(test)) / test.size(0), outside[i]);
      lines.line(names[i], output.get(shown));
    }
    exhibit.lines("Binary values, and what each decoder makes of the same digits.", shape, lines);
    exhibit.table(
        "On test digits, after equally long training from the same initial weights. A pixel is"
            + " wrong if the output lies on the other side of 0.5.",
        table);
    // A tenth of all: no matter of rounding.
    exhibit.claimAtLeast(
        "Outputs of the linear decoder that no binary pixel can have, %", outside[0], 10);
    exhibit.claimAtMost(
        "Squared error of the sigmoid decoder trained for it, as a share of the linear one's",
        errors[1] / errors[0],
        1);
    exhibit.claimAtMost(
        "Squared error of the sigmoid decoder trained for cross-entropy, as a share of the linear"
            + " one's, which was trained for squared error",
        errors[2] / errors[0],
        1);
  }

  private static INDArray binary(INDArray pixels) {
    return pixels.gt(0.5).castTo(DataType.FLOAT);
  }

  private static double count(INDArray truths) {
    return truths.castTo(DataType.DOUBLE).sumNumber().doubleValue();
  }
}
