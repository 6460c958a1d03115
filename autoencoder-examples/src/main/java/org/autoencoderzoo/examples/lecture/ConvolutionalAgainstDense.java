package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.List;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.ImageLines;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.zoo.Convolutional;
import org.autoencoderzoo.zoo.Deep;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Fully connected layers against convolutions with as many parameters and an equally long code. The
 * convolutions are better because neighbouring pixels belong together (LeCun et al. 1998, section
 * II.A), so they are compared on images whose pixels are shuffled, too, in one order for all.
 */
final class ConvolutionalAgainstDense implements Example {

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    LabeledImages train = digits.train().first(exhibit.choose(300, 20_000));
    INDArray test = digits.test().first(exhibit.choose(digits.test().size(), 1_000)).images();
    INDArray shuffledTrain = ShuffledPixels.of(train.images(), exhibit.seed());
    INDArray shuffledTest = ShuffledPixels.of(test, exhibit.seed());
    int code = exhibit.choose(4, 32);
    int passes = exhibit.choose(100, 5);
    int hidden = exhibit.choose(79, 68);
    Deep.Builder dense =
        exhibit.sized(Deep.builder(), train).hiddenSizes(hidden).codeSize(code).learningRate(3e-3);
    Convolutional.Builder convolutional =
        exhibit.sized(Convolutional.builder(), train).codeSize(code).learningRate(3e-3);
    List<Contestant> contestants =
        List.of(
            new Contestant("dense", dense, passes),
            new Contestant("dense, four times as many passes", dense, 4 * passes),
            new Contestant("convolutional", convolutional, passes));
    Table table = new Table("model", "parameters", "squared error", "with shuffled pixels");
    Chart chart = new Chart("Training time (s)", "Squared error per image");
    INDArray shown = test.get(NDArrayIndex.interval(0, 10)).dup('c');
    ImageLines lines = new ImageLines().line("test digits", shown);
    double[] parameters = new double[3];
    double[] errors = new double[3];
    double[] ofShuffled = new double[3];
    for (int i = 0; i < 3; i++) {
      Contestant contestant = contestants.get(i);
      TimedTraining inOrder = contestant.train(exhibit, train.images(), test);
      ofShuffled[i] = contestant.train(exhibit, shuffledTrain, shuffledTest).error();
      parameters[i] = inOrder.model().network().numParams();
      errors[i] = inOrder.error();
      table.row(contestant.name(), (long) parameters[i], errors[i], ofShuffled[i]);
      chart.line(contestant.name(), inOrder.seconds(), inOrder.errors());
      lines.line(contestant.name(), inOrder.reconstruct(shown));
    }
    exhibit.lines("Digits from codes of %d numbers.".formatted(code), train.shape(), lines);
    exhibit.chart(
        "Error on test images after each pass over the training images, at the time that it took on"
            + " this machine.",
        chart);
    exhibit.table(
        "On test images. Shuffling the pixels, in one order for all images, changes nothing for"
            + " dense layers but the initial weights; convolutions lose the neighbourhoods that"
            + " they build on.",
        table);
    exhibit.claimAtLeast("Parameters, dense over convolutional", parameters[0] / parameters[2], 1);
    exhibit.claimFalling(
        "Squared error: dense, dense after four times as many passes, convolutional", errors);
    exhibit.claimRising(
        "Squared error of the convolutional autoencoder: in order, shuffled",
        errors[2],
        ofShuffled[2]);
    exhibit.claimFalling(
        "Squared error of dense over convolutional: pixels in order, shuffled",
        errors[0] / errors[2],
        ofShuffled[0] / ofShuffled[2]);
  }
}
