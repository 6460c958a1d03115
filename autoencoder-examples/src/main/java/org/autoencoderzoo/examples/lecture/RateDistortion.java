package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.stream.IntStream;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.measures.CodeEntropy;
import org.autoencoderzoo.examples.measures.UniformQuantizer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a way to compress test images loses, setting by setting.
 *
 * @param name of the way
 * @param bits per image, rising
 * @param errors squared error an image at that many bits
 */
record RateDistortion(String name, double[] bits, double[] errors) {

  private static final int MOST_BITS = 7;
  private static final float[] QUALITIES = {0.01f, 0.05f, 0.1f, 0.2f, 0.3f, 0.5f, 0.7f};

  /**
   * Codes whose units are rounded to 2, 4, ... 128 levels, as an ideal entropy coder would store
   * them.
   */
  static RateDistortion quantized(String name, EncoderDecoder model, TrainTest digits) {
    double[] bits = new double[MOST_BITS];
    double[] errors = new double[MOST_BITS];
    INDArray train = model.encode(digits.train().images());
    INDArray test = model.encode(digits.test().images());
    for (int i = 0; i < MOST_BITS; i++) {
      UniformQuantizer quantizer = UniformQuantizer.fit(train, i + 1);
      INDArray levels = quantizer.quantize(test);
      bits[i] = CodeEntropy.bitsPerExample(levels);
      errors[i] =
          SquaredDistance.mean(model.decode(quantizer.dequantize(levels)), digits.test().images());
    }
    return new RateDistortion(name, bits, errors);
  }

  /** All images in one JPEG file, at seven qualities. */
  static RateDistortion jpeg(TrainTest digits) throws IOException {
    double[] bits = new double[QUALITIES.length];
    double[] errors = new double[QUALITIES.length];
    for (int i = 0; i < QUALITIES.length; i++) {
      JpegSheet sheet = JpegSheet.of(digits.test(), QUALITIES[i]);
      bits[i] = sheet.bitsPerImage();
      errors[i] = SquaredDistance.mean(sheet.images(), digits.test().images());
    }
    return new RateDistortion("JPEG", bits, errors);
  }

  /**
   * {@return the bits of the cheapest setting with at most that error; infinite if there is none}
   */
  double bitsFor(double error) {
    return IntStream.range(0, bits.length)
        .filter(i -> errors[i] <= error)
        .mapToDouble(i -> bits[i])
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
