package org.autoencoderzoo.examples.lecture;

import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.image.ImageShape;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Images that were damaged.
 *
 * @param name of the damage
 * @param images as they are now, {@code [N, D]}, in [0,1]
 * @param kept 1 for the pixels that are known to be right, else 0
 */
record Damage(String name, INDArray images, INDArray kept) {

  static Damage noise(INDArray clean, double sigma, long seed) {
    INDArray noisy = applied(new AdditiveGaussianNoise(sigma, seed), clean);
    INDArray inRange = Transforms.max(Transforms.min(noisy, 1), 0);
    return new Damage("Gaussian noise of deviation " + sigma, inRange, Nd4j.zerosLike(clean));
  }

  static Damage missingPixels(INDArray clean, double share, long seed) {
    INDArray kept = applied(new MaskingNoise(share, seed), Nd4j.ones(clean.shape()));
    return new Damage("%.0f%% of the pixels".formatted(100 * share), clean.mul(kept), kept);
  }

  /** In the middle, two sevenths of the height on each side. */
  static Damage missingBlock(INDArray clean, ImageShape shape) {
    INDArray kept = Nd4j.ones(clean.size(0), shape.height(), shape.width());
    int side = shape.height() * 2 / 7;
    int corner = (shape.height() - side) / 2;
    var block = NDArrayIndex.interval(corner, corner + side);
    kept.get(NDArrayIndex.all(), block, block).assign(0);
    kept = kept.reshape(clean.shape());
    return new Damage("a block in the middle", clean.mul(kept), kept);
  }

  /** What is known to be right stays; the rest comes from the restored images. */
  INDArray repairedBy(INDArray restored) {
    return images.mul(kept).addi(restored.mul(kept.rsub(1)));
  }

  private static INDArray applied(IDropout noise, INDArray x) {
    return noise.applyDropout(x, x.ulike(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
  }
}
