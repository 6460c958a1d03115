package com.example.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.DenseAutoencoder;
import org.autoencoderzoo.zoo.KSparse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains batch top-k and top-k, each 784-1000-784 with k = 25, on MNIST, and prints what they make
 * of its test images. Run by its name alone.
 */
class BatchTopKOnMnist {

  private static final int K = 25;
  private static final int EPOCHS = Integer.getInteger("epochs", 10);

  @Test
  void comparesWithTopK(@TempDir Path folder) throws IOException {
    TrainTest mnist = ImageDataSet.MNIST.load();
    for (boolean isTied : new boolean[] {true, false}) {
      BatchTopKAutoencoder.Builder batch = BatchTopKAutoencoder.builder().k(K);
      KSparse.Builder example =
          KSparse.builder().k(K).ranking(TopK.Ranking.VALUE).activation(Activation.RELU);
      String how = isTied ? "tied" : "untied";
      Autoencoder batchTopK = trained(how + " batch top-k", isTied ? batch : batch.untied(), mnist);
      trained(how + " top-k", isTied ? example : example.untied(), mnist);
      batchTopK.save(folder);
      INDArray state = state(Autoencoder.load(folder, BatchTopK.class));
      System.out.printf("threshold in the file: %.3f%n", state.getDouble(0) / state.getDouble(1));
      assertThat(state).isEqualTo(state(batchTopK));
    }
  }

  private static Autoencoder trained(
      String name, DenseAutoencoder.Builder<?> model, TrainTest mnist) {
    Autoencoder autoencoder = model.inputSize(784).codeSize(1000).seed(1).build().init();
    autoencoder.fit(mnist.train().images(), Training.defaults().withEpochs(EPOCHS).withSeed(1));
    INDArray test = mnist.test().images();
    double active =
        autoencoder.encode(test).gt(0).castTo(test.dataType()).sumNumber().doubleValue();
    System.out.printf(
        "%-20s active units %.2f, squared error %.3f%n",
        name,
        active / test.size(0),
        autoencoder.reconstructionError(test).meanNumber().doubleValue());
    return autoencoder;
  }

  private static INDArray state(Autoencoder autoencoder) {
    return autoencoder.network().getLayer("code").getParam(Selection.STATE_KEY);
  }
}
