package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.data.LabeledImages;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.evaluation.Psnr;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.image.MedianFilter;
import org.autoencoderzoo.zoo.Denoising;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Test images that were damaged and restored, by a denoising autoencoder (Vincent et al. 2008) and
 * by a median filter: noise removed, and missing pixels filled in, single ones and a block.
 */
final class Restoration implements Example {

  private static final double SIGMA = 0.3;
  private static final double MISSING = 0.5;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    LabeledImages train = digits.train().first(exhibit.choose(digits.train().size(), 20_000));
    INDArray clean = digits.test().first(exhibit.choose(digits.test().size(), 1000)).images();
    ImageShape shape = train.shape();
    Denoising.Builder model = Denoising.builder().codeSize(exhibit.choose(100, 500));
    int epochs = exhibit.choose(40, 10);
    Autoencoder ofNoise =
        exhibit.train(
            "Gaussian noise",
            model.noise(Denoising.Noise.GAUSSIAN).noiseLevel(SIGMA),
            train,
            epochs);
    Autoencoder ofGaps =
        exhibit.train(
            "missing pixels",
            model.noise(Denoising.Noise.MASKING).noiseLevel(MISSING),
            train,
            epochs);
    Table table = new Table("damage", "damaged", "median filter", "denoising autoencoder");

    INDArray all = Nd4j.zeros(clean.shape());
    INDArray noisy = unit(applied(new AdditiveGaussianNoise(SIGMA, exhibit.seed()), clean));
    compare(exhibit, table, "Gaussian noise of deviation 0.3", ofNoise, clean, noisy, all, shape);

    INDArray kept = applied(new MaskingNoise(MISSING, exhibit.seed()), Nd4j.ones(clean.shape()));
    compare(exhibit, table, "half of the pixels", ofGaps, clean, clean.mul(kept), kept, shape);

    INDArray around = Nd4j.ones(clean.size(0), shape.height(), shape.width());
    int side = shape.height() * 2 / 7;
    int corner = (shape.height() - side) / 2;
    around
        .get(
            NDArrayIndex.all(),
            NDArrayIndex.interval(corner, corner + side),
            NDArrayIndex.interval(corner, corner + side))
        .assign(0);
    kept = around.reshape(clean.shape());
    compare(exhibit, table, "a block in the middle", ofGaps, clean, clean.mul(kept), kept, shape);
    exhibit.table("Peak signal-to-noise ratio in dB, of all test images together.", table);
  }

  /** What is known, where kept is 1, stays; what is not comes from the restorer. */
  private static void compare(
      Exhibit exhibit,
      Table table,
      String damage,
      Autoencoder autoencoder,
      INDArray clean,
      INDArray damaged,
      INDArray kept,
      ImageShape shape)
      throws IOException {
    INDArray median = merged(damaged, MedianFilter.filter(damaged, shape, 3), kept);
    INDArray restored = merged(damaged, autoencoder.reconstruct(damaged), kept);
    Map<String, INDArray> lines = new LinkedHashMap<>();
    lines.put("the images", first(clean));
    lines.put("damaged", first(damaged));
    lines.put("median filter of 3x3 pixels", first(median));
    lines.put("denoising autoencoder", first(restored));
    exhibit.lines("Damage: " + damage + ".", shape, lines);
    double byMedian = psnr(clean, median);
    double byModel = psnr(clean, restored);
    table.row(damage, psnr(clean, damaged), byMedian, byModel);
    exhibit.claimAtLeast(
        "PSNR in dB of the denoising autoencoder against the median filter's, " + damage,
        byModel,
        byMedian);
  }

  private static INDArray merged(INDArray damaged, INDArray restored, INDArray kept) {
    return damaged.mul(kept).addi(restored.mul(kept.rsub(1)));
  }

  /** Of all images as one: a single one without error would make a mean infinite. */
  private static double psnr(INDArray clean, INDArray images) {
    return Psnr.of(clean.reshape(1, -1), images.reshape(1, -1))[0];
  }

  private static INDArray first(INDArray rows) {
    return rows.get(NDArrayIndex.interval(0, 10), NDArrayIndex.all());
  }

  private static INDArray unit(INDArray x) {
    return Transforms.max(Transforms.min(x, 1), 0);
  }

  private static INDArray applied(IDropout noise, INDArray x) {
    return noise.applyDropout(x, x.ulike(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
  }
}
