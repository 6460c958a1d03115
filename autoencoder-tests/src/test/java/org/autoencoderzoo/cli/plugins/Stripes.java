package org.autoencoderzoo.cli.plugins;

import java.util.stream.IntStream;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.NamedDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images of 6x6 pixels with one bright line; its place is the label. */
public final class Stripes implements NamedDataSet {

  private static final int SIDE = 6;

  @Override
  public String id() {
    return "stripes";
  }

  @Override
  public String title() {
    return "Stripes, 6x6";
  }

  @Override
  public TrainTest load() {
    return TrainTest.of(id(), stripes(120), stripes(30));
  }

  private static LabeledImages stripes(int n) {
    float[] pixels = new float[n * SIDE * SIDE];
    int[] labels = IntStream.range(0, n).map(i -> i % SIDE).toArray();
    for (int i = 0; i < pixels.length; i++) {
      int image = i / (SIDE * SIDE);
      int line = i / SIDE % SIDE;
      pixels[i] = line == labels[image] ? 0.5f + 0.5f * (image % 7) / 7 : 0.1f;
    }
    INDArray rows = Nd4j.createFromArray(pixels).reshape('c', n, SIDE * SIDE);
    return new LabeledImages(rows, labels, 1, SIDE, SIDE);
  }
}
