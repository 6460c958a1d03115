package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.NaturalImages;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.DenseAutoencoder;
import org.autoencoderzoo.zoo.InputRange;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Square patches of photographs at half their resolution, each of mean zero and of one contrast.
 */
final class Patches {

  /** The pictures after these show brick, grass and gravel, which have few edges. */
  private static final int PHOTOGRAPHS = 5;

  /** Added to the variance of each patch, as a share of their mean: flat patches stay flat. */
  private static final double EPSILON = 0.1;

  private Patches() {}

  /**
   * Loads patches.
   *
   * @param count of patches
   * @param side of a patch in pixels
   * @param seed of their places
   * @return {@code [count, side * side]}, of variance 1 over all
   */
  static INDArray load(int count, int side, long seed) throws IOException {
    INDArray patches =
        new NaturalImages(NaturalImages.load().pictures().subList(0, PHOTOGRAPHS))
            .patches(count, 2 * side, seed)
            .reshape('c', count, side, 2, side, 2)
            .mean(2, 4)
            .reshape('c', count, side * side)
            .dup('c');
    patches.subiColumnVector(patches.mean(1));
    INDArray norms = patches.norm2(1);
    INDArray variances = norms.mul(norms).divi(side * side);
    patches.diviColumnVector(Transforms.sqrt(variances.addi(EPSILON * variance(patches))));
    return patches.divi(Math.sqrt(variance(patches)));
  }

  /**
   * Loads patches and whitens them (as in Coates, Ng and Lee, "An Analysis of Single-Layer Networks
   * in Unsupervised Feature Learning", AISTATS 2011, section 3.1). The fine detail beyond the first
   * principal components is left out, as Olshausen and Field (1996) do with a low-pass filter: it
   * is noise of the camera, which whitening would blow up.
   *
   * @param count of patches
   * @param side of a patch in pixels
   * @param components the principal components that are kept
   * @param seed of their places
   * @return {@code [count, side * side]}, of variance 1 over all
   */
  static INDArray loadWhitened(int count, int side, int components, long seed) throws IOException {
    INDArray patches = load(count, side, seed);
    Pca pca = Pca.fit(patches, components);
    INDArray deviations = Transforms.sqrt(Nd4j.createFromArray(pca.explainedVariance()));
    INDArray codes = pca.encode(patches).diviRowVector(deviations.castTo(patches.dataType()));
    INDArray white = codes.mmul(pca.components());
    return white.divi(Math.sqrt(variance(white)));
  }

  private static double variance(INDArray centered) {
    double norm = centered.norm2Number().doubleValue();
    return norm * norm / centered.length();
  }

  /**
   * Trains a model on patches, from smaller initial weights than usual.
   *
   * @param what it is, for the progress
   * @param builder of the model, but for the values and the size of its input and its seed
   * @param patches {@code [N, D]}
   * @param epochs passes over them
   * @return the trained model
   */
  static Autoencoder train(
      Exhibit exhibit,
      String what,
      DenseAutoencoder.Builder<?> builder,
      INDArray patches,
      int epochs) {
    Autoencoder autoencoder =
        builder
            .inputRange(InputRange.REAL)
            .inputSize(patches.columns())
            .seed(exhibit.seed())
            .build()
            .init();
    startSmaller(autoencoder);
    exhibit.fit(what, autoencoder, patches, epochs);
    return autoencoder;
  }

  /**
   * Makes the initial weights smaller, as Ng (2011) has them: without the factor 4 that logistic
   * units are given for inputs of other scales. Where patches vary little, initial weights last,
   * and one would see their noise and not what was learned.
   */
  private static void startSmaller(Autoencoder autoencoder) {
    autoencoder.network().params().divi(4);
  }
}
