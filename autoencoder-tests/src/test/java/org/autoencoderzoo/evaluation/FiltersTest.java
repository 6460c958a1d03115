package org.autoencoderzoo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Convolutional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights of the first layer as images of norm 1. */
class FiltersTest {

  @Test
  void denseFilterIsTheScaledColumnOfTheWeights() {
    Autoencoder autoencoder = Basic.builder().inputSize(64).codeSize(5).build().init();
    Filters filters = Filters.of(autoencoder, new ImageShape(1, 8, 8), 3);

    assertThat(filters.shape()).isEqualTo(new ImageShape(1, 8, 8));
    assertThat(filters.units().shape()).containsExactly(3, 64);
    INDArray w = autoencoder.network().getLayer("code").getParam("W").getColumn(2);
    INDArray expected = w.div(w.norm2Number());
    assertThat(filters.units().getRow(2).distance2(expected)).isCloseTo(0, within(1e-6));
  }

  @Test
  void convolutionsFilterHasTheShapeOfItsKernel() {
    ImageShape image = new ImageShape(3, 8, 8);
    Autoencoder autoencoder = Convolutional.builder().forImages(3, 8, 8).build().init();
    Filters filters = Filters.of(autoencoder, image, 1000);

    assertThat(filters.shape()).isEqualTo(new ImageShape(3, 3, 3));
    assertThat(filters.units().norm2(1).toFloatVector())
        .containsOnly(new float[] {1f}, within(1e-5f));
  }
}
