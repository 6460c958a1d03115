package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.measures.TangentSpace;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Tangents of the manifold that a contractive encoder has found: the leading singular vectors of
 * its Jacobian at a digit are small changes that leave it a digit (Rifai et al., "The Manifold
 * Tangent Classifier", NIPS 2011, figure 1). A step in any other direction leads away from what the
 * autoencoder can reconstruct.
 */
final class TangentWalk implements Example {

  private static final int TANGENTS = 8;
  private static final int DIGITS = 5;

  /** Of a walk, as a share of the digit's norm. */
  private static final double STEP = 0.15;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(20_000);
    LabeledImages train = digits.train();
    INDArray some = digits.test().firstOfEachClass(1);
    Autoencoder autoencoder =
        exhibit.train(
            "contractive",
            Regularization.CONTRACTIVE.onPixels().codeSize(exhibit.choose(64, 400)),
            train,
            exhibit.choose(30, 10));
    Nd4j.getRandom().setSeed(exhibit.seed());
    INDArray[] tangents = new INDArray[DIGITS];
    INDArray[] walks = new INDArray[DIGITS];
    double followed = 0;
    double random = 0;
    for (int i = 0; i < DIGITS; i++) {
      INDArray x = some.getRow(2 * i, true).dup('c');
      double step = STEP * x.norm2Number().doubleValue();
      INDArray directions =
          TangentSpace.at(autoencoder, x)
              .directions()
              .get(NDArrayIndex.interval(0, TANGENTS))
              .castTo(DataType.FLOAT);
      INDArray first = directions.getRow(0, true).mul(step);
      INDArray any = Nd4j.randn(x.shape());
      any.muli(step / any.norm2Number().doubleValue());
      followed += Exhibit.squaredError(autoencoder, StraightWalk.after(x, first));
      random += Exhibit.squaredError(autoencoder, StraightWalk.after(x, any));
      tangents[i] = Nd4j.concat(0, x, directions);
      walks[i] = StraightWalk.through(x, first, 4);
    }
    exhibit.weights(
        "A digit and the eight leading singular vectors of the contractive encoder's Jacobian there.",
        train.shape(),
        TANGENTS + 1,
        Nd4j.concat(0, tangents));
    exhibit.images(
        "A walk along the first of them, from the left to the right, the digit itself in the middle;"
            + " a step is 15% of its norm.",
        train.shape(), 9, Nd4j.concat(0, walks));
    exhibit.claimRising(
        "Squared error after one step: along the first singular vector, in a random direction",
        followed / DIGITS,
        random / DIGITS);
  }
}
