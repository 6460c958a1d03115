package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.zoo.StackedDenoising;

/**
 * What pretraining does for classification (Vincent et al., "Stacked Denoising Autoencoders", JMLR
 * 2010, section 6): a network of sigmoid units with a softmax layer is trained on all labels, once
 * from fresh weights and once from those of a stacked denoising autoencoder. On MNIST with
 * 784-500-500-2000-10.
 */
final class PretrainedClassifier implements Example {

  private static final int CLASSES = 10;

  /** Of Adam, falling linearly to zero over the epochs. */
  private static final double LEARNING_RATE = 1e-3;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest data = exhibit.digits();
    StackedDenoising.Builder stack =
        exhibit.choose(
            StackedDenoising.builder().codeSize(100),
            StackedDenoising.builder().hiddenSizes(500, 500).codeSize(2000));
    StackedDenoising model = exhibit.sized(stack, data.train()).build();
    int epochs = exhibit.choose(50, 4);
    Autoencoder fresh = model.init();
    Autoencoder pretrained = exhibit.pretrain("pretraining", model, data.train().images(), epochs);
    exhibit.say("classifier from fresh weights");
    double ofFresh = 100 * error(fresh, data, epochs, exhibit.seed());
    exhibit.say("classifier from pretrained weights");
    double ofPretrained = 100 * error(pretrained, data, epochs, exhibit.seed());
    exhibit.table(
        "Share of test images that the classifier gets wrong after %d epochs on all labels."
                .formatted(epochs)
            + exhibit.choose(
                " The embedded digits are too few to tell the two apart; MNIST, without --quick, has"
                    + " enough.",
                ""),
        new Table("weights at the start", "test error, %")
            .row("fresh", ofFresh)
            .row(
                "those of stacked-denoising, %d epochs per level".formatted(epochs), ofPretrained));
    if (exhibit.choose(false, true)) {
      exhibit.claimFalling("Test error, %: fresh, pretrained", ofFresh, ofPretrained);
    }
  }

  /** The share of test images that the classifier gets wrong, once it is trained. */
  private static double error(Autoencoder autoencoder, TrainTest data, int epochs, long seed) {
    LabelledTraining classifier =
        new LabelledTraining(autoencoder.toClassifier(CLASSES), LEARNING_RATE);
    classifier.fit(data.train(), epochs, seed);
    return classifier.error(data.test());
  }
}
