package org.autoencoderzoo.layers;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** At each pixel, {@code h = f(x W + b)} of its channels: a layer of images as a user writes it. */
final class PixelMix extends WeightedImageLayer {

  private static final long serialVersionUID = 1L;

  /** For JSON. */
  PixelMix() {}

  private PixelMix(Builder builder) {
    super(builder);
  }

  static Builder builder() {
    return new Builder();
  }

  @Override
  protected ParameterShapes parameters() {
    return new ParameterShapes().weights("W", getNIn(), getNOut()).bias("b", getNOut());
  }

  @Override
  protected long[] outputSize(long height, long width) {
    return new long[] {height, width};
  }

  @Override
  protected Pass forward(INDArray images, Parameters parameters) {
    IActivation f = getActivationFn();
    INDArray w = parameters.get("W");
    INDArray x = pixels(images);
    INDArray z = x.mmul(w).addiRowVector(parameters.get("b"));
    return new Pass(
        images(f.getActivation(z.dup(), true), images),
        (ofOutput, gradients) -> {
          INDArray ofZ = f.backprop(z.dup(), pixels(ofOutput)).getFirst();
          gradients.addProduct("W", x, ofZ);
          gradients.addSum("b", ofZ);
          return () -> images(ofZ.mmul(w.transpose()), images);
        });
  }

  @Override
  protected Pass decode(INDArray code, Parameters parameters) {
    INDArray w = parameters.get("W");
    INDArray h = pixels(code);
    return new Pass(
        images(h.mmul(w.transpose()).addiRowVector(parameters.get("vb")), code),
        (ofY, gradients) -> {
          gradients.addProduct("W", pixels(ofY), h);
          gradients.addSum("vb", ofY);
          return () -> images(pixels(ofY).mmul(w), code);
        });
  }

  /** Images as rows, one for each pixel. */
  private static INDArray pixels(INDArray images) {
    return images.permute(0, 2, 3, 1).dup('c').reshape('c', -1, images.size(1));
  }

  private static INDArray images(INDArray pixels, INDArray like) {
    long[] s = like.shape();
    return pixels
        .dup('c')
        .reshape('c', s[0], s[2], s[3], pixels.size(1))
        .permute(0, 3, 1, 2)
        .dup('c');
  }

  @SuppressWarnings("unchecked") // As Deeplearning4j has build().
  static final class Builder extends WeightedLayer.Builder<PixelMix, Builder> {

    @Override
    protected PixelMix create() {
      return new PixelMix(this);
    }
  }
}
