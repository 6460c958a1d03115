package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.data.LabeledImages;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.GreedyTraining;
import org.autoencoderzoo.zoo.StackedDenoising;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What pretraining does for classification (Vincent et al., "Stacked Denoising Autoencoders", JMLR
 * 2010, section 6): a network of sigmoid units with a softmax layer is trained on all labels, once
 * from fresh weights and once from those of a stacked denoising autoencoder. On MNIST with
 * 784-500-500-2000-10.
 */
final class PretrainedClassifier implements Example {

  private static final int BATCH = 128;
  private static final int TEST_BATCH = 1000;
  private static final int CLASSES = 10;

  /** Of Adam, falling linearly to zero over the epochs. */
  private static final double LEARNING_RATE = 1e-3;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest data = exhibit.digits();
    ImageShape shape = data.train().shape();
    StackedDenoising model =
        exhibit
            .choose(
                StackedDenoising.builder().codeSize(100),
                StackedDenoising.builder().hiddenSizes(500, 500).codeSize(2000))
            .forImages(shape.channels(), shape.height(), shape.width())
            .seed(exhibit.seed())
            .build();
    int epochs = exhibit.choose(50, 4);
    Autoencoder fresh = model.init();
    Autoencoder pretrained = model.init();
    exhibit.say("pretraining");
    new GreedyTraining(model, epochs, Training.defaults().withSeed(exhibit.seed()))
        .pretrain(pretrained, data.train().images());
    exhibit.say("classifier from fresh weights");
    double ofFresh = 100 * error(fresh, data, epochs, exhibit.seed());
    exhibit.say("classifier from pretrained weights");
    double ofPretrained = 100 * error(pretrained, data, epochs, exhibit.seed());
    exhibit.table(
        "Share of test images that the classifier gets wrong after %d epochs on all labels."
            .formatted(epochs),
        new Table("weights at the start", "test error, %")
            .row("fresh", ofFresh)
            .row("those of stacked-denoising, %d epochs a level".formatted(epochs), ofPretrained));
    // The embedded digits are too few to tell the two apart.
    exhibit.claimFalling(
        exhibit.choose("Test error, %: guessing, pretrained", "Test error, %: fresh, pretrained"),
        exhibit.choose(90.0, ofFresh),
        ofPretrained);
  }

  /** The share of test images that the classifier gets wrong, once it is trained. */
  private static double error(Autoencoder autoencoder, TrainTest data, int epochs, long seed) {
    ComputationGraph classifier = autoencoder.toClassifier(CLASSES);
    INDArray images = data.train().images();
    INDArray classes = Nd4j.pullRows(Nd4j.eye(CLASSES), 1, data.train().labels(), 'c');
    List<Integer> order = new ArrayList<>(IntStream.range(0, data.train().size()).boxed().toList());
    Random random = new Random(seed);
    for (int epoch = 0; epoch < epochs; epoch++) {
      classifier.setLearningRate(LEARNING_RATE * (epochs - epoch) / epochs);
      Collections.shuffle(order, random);
      for (int from = 0; from < order.size(); from += BATCH) {
        int[] rows =
            order.subList(from, Math.min(order.size(), from + BATCH)).stream()
                .mapToInt(row -> row)
                .toArray();
        classifier.fit(
            new DataSet(Nd4j.pullRows(images, 1, rows, 'c'), Nd4j.pullRows(classes, 1, rows, 'c')));
      }
    }
    return error(classifier, data.test());
  }

  private static double error(ComputationGraph classifier, LabeledImages test) {
    int wrong = 0;
    for (int from = 0; from < test.size(); from += TEST_BATCH) {
      int to = Math.min(test.size(), from + TEST_BATCH);
      INDArray batch = test.images().get(NDArrayIndex.interval(from, to));
      int[] guesses = classifier.outputSingle(batch).argMax(1).toIntVector();
      for (int i = from; i < to; i++) {
        wrong += guesses[i - from] == test.labels()[i] ? 0 : 1;
      }
    }
    return (double) wrong / test.size();
  }
}
