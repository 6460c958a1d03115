package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.data.Reuters;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Deep;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reuters articles in two dimensions: LSA, which is PCA of word counts, beside an autoencoder. */
final class DocumentCodes implements Example {

  private static final int NEIGHBOURS = 10;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    Reuters reuters = Reuters.load();
    INDArray train = scaled(reuters.train().logCounts());
    INDArray test = scaled(reuters.test().logCounts());
    Autoencoder autoencoder =
        Deep.builder()
            .inputSize(Reuters.WORDS)
            .hiddenSizes(500, 250, 125)
            .codeSize(2)
            .seed(exhibit.seed())
            .build()
            .init();
    exhibit.fit("autoencoder, 2 code units", autoencoder, train, exhibit.choose(30, 100));
    Pca lsa = Pca.fit(train, 2);

    Table table = new Table("codes", "squared error, training", "test", "neighbours alike");
    double[] errors = new double[2];
    EncoderDecoder[] both = {lsa, autoencoder};
    String[] names = {"LSA", "autoencoder"};
    for (int i = 0; i < both.length; i++) {
      INDArray trainCodes = both[i].encode(train);
      INDArray codes = both[i].encode(test);
      Chart chart = new Chart("First code unit", "Second code unit");
      for (int label = 0; label < Reuters.CLASSES.size(); label++) {
        int[] rows = rowsOf(label, reuters.test().labels());
        chart.points(Reuters.CLASSES.get(label), column(codes, rows, 0), column(codes, rows, 1));
      }
      exhibit.chart("Test articles by " + names[i] + ".", chart);
      errors[i] = both[i].reconstructionError(train).meanNumber().doubleValue();
      table.row(
          names[i],
          errors[i],
          both[i].reconstructionError(test).meanNumber().doubleValue(),
          alike(trainCodes, reuters.train().labels(), codes, reuters.test().labels()));
    }
    exhibit.table(
        "Neighbours alike: of the 10 training articles nearest to a test article on grain, the"
            + " share that is on grain, too. Of all training articles, 6.7% are.",
        table);
    exhibit.claimFalling("Squared error of the training articles: LSA, autoencoder", errors);
  }

  /** So that the largest count is 1. */
  private static INDArray scaled(INDArray logCounts) {
    return logCounts.div(Math.max(1, logCounts.maxNumber().doubleValue()));
  }

  private static int[] rowsOf(int label, int[] labels) {
    return IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
  }

  private static double[] column(INDArray codes, int[] rows, int column) {
    return IntStream.of(rows).mapToDouble(row -> codes.getDouble(row, column)).toArray();
  }

  /** Of the nearest training codes of each test article on grain, the share that is on grain. */
  private static double alike(INDArray train, int[] trainLabels, INDArray test, int[] labels) {
    return IntStream.range(0, labels.length)
        .filter(i -> labels[i] > 0)
        .mapToDouble(
            i -> {
              double[] distances = train.subRowVector(test.getRow(i)).norm2(1).toDoubleVector();
              return IntStream.range(0, distances.length)
                      .boxed()
                      .sorted((a, b) -> Double.compare(distances[a], distances[b]))
                      .limit(NEIGHBOURS)
                      .filter(row -> trainLabels[row] > 0)
                      .count()
                  / (double) NEIGHBOURS;
            })
        .average()
        .orElseThrow();
  }
}
