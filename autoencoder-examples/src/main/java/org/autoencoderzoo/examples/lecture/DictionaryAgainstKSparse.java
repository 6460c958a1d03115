package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.examples.dictionary.Dictionary;
import org.autoencoderzoo.examples.dictionary.DictionaryLearning;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.KSparse;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Dictionary learning beside the k-sparse autoencoder and PCA, at the same number of units k. */
final class DictionaryAgainstKSparse implements Example {

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(10_000);
    LabeledImages train = digits.train();
    INDArray x = digits.test().images().get(NDArrayIndex.interval(0, exhibit.choose(100, 1000)));
    int units = exhibit.choose(100, 500);
    int[] ks = exhibit.choose(new int[] {2, 4, 8, 16}, new int[] {5, 10, 20, 40});
    double[] pca = new double[ks.length];
    double[] kSparse = new double[ks.length];
    double[] dictionary = new double[ks.length];
    for (int i = 0; i < ks.length; i++) {
      int k = ks[i];
      pca[i] = Exhibit.squaredError(Pca.fit(train.images(), k), x);
      Autoencoder autoencoder =
          exhibit.train("k-sparse, k = " + k, KSparse.builder().codeSize(units).k(k), train, 50);
      kSparse[i] = Exhibit.squaredError(autoencoder, x);
      Dictionary learned =
          DictionaryLearning.fit(
              train.images(),
              DictionaryLearning.Settings.of(units, k)
                  .withEpochs(exhibit.choose(5, 10))
                  .withSeed(exhibit.seed())
                  .withProgress(
                      (epoch, e) ->
                          exhibit.say(
                              "dictionary, k = %d, epoch %d: %.4g".formatted(k, epoch, e))));
      dictionary[i] = Exhibit.squaredError(learned, x);
      if (i == 1) {
        exhibit.weights(
            "Atoms of the dictionary, k = %d; 50 of %d.".formatted(k, units),
            train.shape(),
            10,
            learned.atoms().get(NDArrayIndex.interval(0, 50)));
        exhibit.weights(
            "Filters of the k-sparse autoencoder, k = %d; 50 of %d.".formatted(k, units),
            train.shape(),
            10,
            Filters.of(autoencoder, train.shape(), 50).units());
      }
    }
    double[] x0 = Arrays.stream(ks).asDoubleStream().toArray();
    exhibit.chart(
        "Test error against k: the components of PCA, the units that each example keeps, the atoms"
            + " that matching pursuit takes. The k-sparse encoder finds its code in one product;"
            + " matching pursuit looks k times, and pays for it in time.",
        new Chart("Non-zero code units, k", "Squared error per image")
            .line("PCA, k components", x0, pca)
            .line("k-sparse, %d units".formatted(units), x0, kSparse)
            .line("dictionary, %d atoms".formatted(units), x0, dictionary)
            .logarithmicY());
    exhibit.claimFalling("Error of the dictionary as k grows", dictionary);
    exhibit.claimFalling("Error of k-sparse as k grows", kSparse);
    for (int i = 0; i < ks.length; i++) {
      exhibit.claimFalling(
          "Error of k-sparse, then of the dictionary, k = " + ks[i], kSparse[i], dictionary[i]);
    }
  }
}
