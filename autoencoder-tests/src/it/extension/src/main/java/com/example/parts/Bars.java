package com.example.parts;

import java.util.Random;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.NamedDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The bars problem: images of 8x8 pixels with one to three bars, each a whole row or column (P.
 * Foeldiak, Forming sparse representations by local anti-Hebbian learning, 1990). The label is the
 * number of bars, minus one.
 */
public final class Bars implements NamedDataSet {

  private static final int SIDE = 8;

  @Override
  public String id() {
    return "bars";
  }

  @Override
  public String title() {
    return "Bars, 8x8";
  }

  @Override
  public TrainTest load() {
    return TrainTest.of(id(), images(400, 1), images(100, 2));
  }

  private static LabeledImages images(int count, long seed) {
    Random random = new Random(seed);
    float[][] pixels = new float[count][SIDE * SIDE];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(3);
      for (int bar = 0; bar <= labels[i]; bar++) {
        boolean isRow = random.nextBoolean();
        int place = random.nextInt(SIDE);
        for (int along = 0; along < SIDE; along++) {
          pixels[i][isRow ? place * SIDE + along : along * SIDE + place] = 1;
        }
      }
    }
    return new LabeledImages(Nd4j.createFromArray(pixels), labels, 1, SIDE, SIDE);
  }
}
