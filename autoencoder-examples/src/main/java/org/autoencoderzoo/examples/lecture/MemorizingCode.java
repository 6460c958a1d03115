package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Deep;
import org.autoencoderzoo.zoo.Loss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Too much capacity (Goodfellow, Bengio and Courville, "Deep Learning", 2016, section 14.1): an
 * encoder and a decoder of several layers number the training images by a code of one unit, and
 * learn nothing that holds for another image.
 */
final class MemorizingCode implements Example {

  private static final int TRAINED = 10;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    ImageShape shape = digits.train().shape();
    INDArray train = digits.train().firstOfEachClass(1);
    INDArray test = digits.test().images().get(NDArrayIndex.interval(0, 200)).dup('c');
    Autoencoder autoencoder =
        exhibit
            .sized(Deep.builder(), digits.train())
            .hiddenSizes(256, 128)
            .activation(Activation.TANH)
            .codeSize(1)
            .learningRate(3e-3)
            .loss(Loss.SQUARED_ERROR)
            .build()
            .init();
    exhibit.say("one code unit, %d training images".formatted(TRAINED));
    List<Epoch> epochs =
        autoencoder
            .fit(
                train,
                Training.defaults().withEpochs(1000).withSeed(exhibit.seed()).withValidation(test))
            .epochs();
    double[] testError = column(epochs, Epoch::validationScore);
    exhibit.chart(
        "Squared error while ten images are learned with one code unit. The training images are"
            + " known by heart in the end; for others, the mean of the training images would be a"
            + " better answer.",
        new Chart("Training step", "Squared error per image")
            .line(
                "training images",
                column(epochs, Epoch::number),
                column(epochs, Epoch::trainingScore))
            .line("test images", column(epochs, Epoch::number), testError));
    INDArray others = test.get(NDArrayIndex.interval(0, TRAINED));
    Map<String, INDArray> lines = new LinkedHashMap<>();
    lines.put("training images", train);
    lines.put("their reconstructions", autoencoder.reconstruct(train));
    lines.put("test images", others);
    lines.put(
        "their reconstructions, training images or mixtures", autoencoder.reconstruct(others));
    exhibit.lines("What a code of one unit keeps.", shape, lines);
    exhibit.claimAtMost(
        "Training error at the end, as a share of the error of the training images' mean",
        autoencoder.reconstructionError(train).meanNumber().doubleValue()
            / errorOfMean(train, train),
        0.1);
    exhibit.claimAtLeast(
        "Test error at the end, as a share of the error of the training images' mean",
        testError[testError.length - 1] / errorOfMean(train, test),
        1);
  }

  /** The squared error of answering with the mean of the training images. */
  private static double errorOfMean(INDArray train, INDArray x) {
    INDArray off = x.subRowVector(train.mean(0));
    return off.mul(off).sumNumber().doubleValue() / x.size(0);
  }

  private static double[] column(List<Epoch> epochs, ToDoubleFunction<Epoch> of) {
    return epochs.stream().mapToDouble(of).toArray();
  }
}
