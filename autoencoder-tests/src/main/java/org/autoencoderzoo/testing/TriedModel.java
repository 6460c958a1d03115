package org.autoencoderzoo.testing;

import java.util.function.Supplier;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model that is checked, and what it is tried on.
 *
 * @param defaults gives a builder with the defaults, a new one each time
 * @param images that it is built for
 * @param trusted the parts in its network that are to be named when it is loaded
 */
record TriedModel(
    Supplier<? extends ModelBuilder<?>> defaults, SmallImages images, Class<?>... trusted) {

  static final int ROWS = 300;

  /** Of six steps. */
  static final Training SHORT = Training.defaults().withEpochs(2).withBatchSize(100);

  /** Results are equal but for this: the matrix products may add in another order. */
  static final double ROUNDING = 1e-5;

  ModelBuilder<?> builder() {
    return images.given(defaults.get());
  }

  Autoencoder fresh(long seed) {
    return builder().seed(seed).build().init();
  }

  Autoencoder fresh() {
    return fresh(42);
  }

  /** Examples, as the autoencoder reads them; the same in each call. */
  INDArray examples(Autoencoder autoencoder) {
    return autoencoder.shaped(images.rows(ROWS));
  }

  static void assertClose(String what, INDArray found, INDArray expected) {
    Differences.assertNone(what, found, expected, ROUNDING);
  }
}
