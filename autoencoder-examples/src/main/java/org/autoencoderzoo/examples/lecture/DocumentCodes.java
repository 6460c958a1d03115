package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.datasets.Reuters;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.examples.measures.NearestNeighbors;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Deep;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * News articles in two numbers each: latent semantic analysis, that is PCA of weighted word counts
 * (Deerwester et al. 1990), beside a deep autoencoder (Hinton and Salakhutdinov, Science 313, 2006,
 * figures 4B and 4C). The paper has 804,414 articles, this collection 2158, so fewer words will do.
 * Their weights lie in [0,1], hence sigmoid outputs and cross-entropy.
 */
final class DocumentCodes implements Example {

  private static final int WORDS = 500;
  private static final int NEIGHBORS = 10;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    Reuters reuters = Reuters.load();
    INDArray train = TfIdf.of(reuters.train(), reuters.train(), WORDS);
    INDArray test = TfIdf.of(reuters.test(), reuters.train(), WORDS);
    Pca lsa = Pca.fit(train, 2);
    Autoencoder deep =
        exhibit.train(
            "deep autoencoder, 2 code units",
            Deep.builder().hiddenSizes(250, 125).codeSize(2),
            train,
            exhibit.choose(60, 150));

    int[] labels = reuters.test().labels();
    int[] onGrain = IntStream.range(0, labels.length).filter(i -> labels[i] > 0).toArray();
    int[] isOnGrain = Arrays.stream(reuters.train().labels()).map(l -> Math.min(l, 1)).toArray();
    double chance = 100 * Arrays.stream(isOnGrain).average().orElseThrow();
    EncoderDecoder[] models = {lsa, deep};
    String[] names = {"LSA", "deep autoencoder"};
    double[] alike = new double[models.length];
    Table table = new Table("two numbers by", "squared error", "neighbours on grain, %");
    for (int i = 0; i < models.length; i++) {
      INDArray codes = models[i].encode(test);
      exhibit.chart(
          "Codes of the %d test articles: %s. The subjects were not used in learning."
              .formatted(labels.length, names[i]),
          CodePlane.of(codes, labels, Reuters.CLASSES));
      NearestNeighbors known = new NearestNeighbors(models[i].encode(train), isOnGrain, NEIGHBORS);
      INDArray queries = Nd4j.pullRows(codes, 1, onGrain);
      alike[i] = 100 * known.precision(queries, IntStream.of(onGrain).map(row -> 1).toArray());
      table.row(names[i], Exhibit.squaredError(models[i], test), alike[i]);
    }
    exhibit.table(
        "Squared error of the weights of %d words, on all test articles. Neighbours: of the %d training articles that are nearest to a test article on grain, corn included, the share that is on grain, too."
            .formatted(WORDS, NEIGHBORS),
        table);
    exhibit.claimRising(
        "Neighbours on grain, %: by chance, LSA, deep autoencoder", chance, alike[0], alike[1]);
  }
}
