package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.data.NaturalImages;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.linear.Zca;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Grey patches of photographs, each with its mean removed, whitened by ZCA: neighbouring pixels no
 * longer predict each other, so that what a model finds in them is more than that.
 *
 * @param shape of a patch
 * @param train float {@code [N, side * side]}
 * @param test patches of other places, as many as a tenth of those to train on
 */
record WhitenedPatches(ImageShape shape, INDArray train, INDArray test) {

  /** Added to the variances, which are about 1 after scaling, against the noise of the camera. */
  private static final double EPSILON = 0.01;

  static WhitenedPatches of(Exhibit exhibit, int count, int side) throws IOException {
    exhibit.say("Cutting %,d patches of %dx%d from photographs".formatted(count, side, side));
    int tests = count / 10;
    INDArray patches = NaturalImages.load().patches(count + tests, side, exhibit.seed());
    patches.subiColumnVector(patches.mean(true, 1));
    patches.divi(patches.stdNumber().doubleValue());
    INDArray train = patches.get(NDArrayIndex.interval(0, count));
    Zca zca = Zca.fit(train, EPSILON);
    return new WhitenedPatches(
        new ImageShape(1, side, side),
        zca.whiten(train).dup('c'),
        zca.whiten(patches.get(NDArrayIndex.interval(count, count + tests))).dup('c'));
  }
}
