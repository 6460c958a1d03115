package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.ImageLines;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Deep;
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
    INDArray train = digits.train().firstOfEachClass(1);
    INDArray test = digits.test().images().get(NDArrayIndex.interval(0, 200)).dup('c');
    Autoencoder autoencoder =
        exhibit
            .sized(Deep.builder(), digits.train())
            .hiddenSizes(256, 128)
            .activation(Activation.TANH)
            .codeSize(1)
            .learningRate(3e-3)
            .loss(new SquaredError())
            .build()
            .init();
    exhibit.say("one code unit, %d training images".formatted(TRAINED));
    List<Epoch> epochs =
        autoencoder
            .fit(
                train,
                Training.defaults().withEpochs(1000).withSeed(exhibit.seed()).withValidation(test))
            .epochs();
    double[] trainingError = epochs.stream().mapToDouble(Epoch::trainingScore).toArray();
    double[] testError = epochs.stream().mapToDouble(Epoch::validationScore).toArray();
    exhibit.chart(
        "Squared error while ten images are learned with one code unit. The training images are"
            + " known by heart in the end; for others, the mean of the training images would be a"
            + " better answer.",
        new Chart("Training step", "Squared error per image")
            .line("training images", trainingError)
            .line("test images", testError));
    INDArray others = test.get(NDArrayIndex.interval(0, TRAINED));
    exhibit.lines(
        "What a code of one unit keeps.",
        digits.train().shape(),
        new ImageLines()
            .line("training images", train)
            .line("their reconstructions", autoencoder.reconstruct(train))
            .line("test images", others)
            .line(
                "their reconstructions, training images or mixtures",
                autoencoder.reconstruct(others)));
    INDArray mean = train.mean(true, 0);
    exhibit.claimAtMost(
        "Training error at the end, as a share of the error of the training images' mean",
        Exhibit.squaredError(autoencoder, train) / SquaredDistance.mean(train, mean),
        0.1);
    exhibit.claimAtLeast(
        "Test error at the end, as a share of the error of the training images' mean",
        testError[testError.length - 1] / SquaredDistance.mean(test, mean),
        1);
  }
}
