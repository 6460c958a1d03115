package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.ImageLines;
import org.autoencoderzoo.linear.Pca;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * PCA (Hotelling 1933): the share of the variance that the first components explain, what images
 * look like when only these are kept, and the components themselves.
 */
final class PrincipalComponents implements Example {

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(10_000);
    INDArray x = digits.train().images().castTo(DataType.DOUBLE);
    int most = (int) x.size(1);
    Pca all = Pca.fit(x, most);
    double[] shares = shares(all);
    exhibit.chart(
        "Share of the variance of the training images that the first M components explain.",
        new Chart("Components, M", "Share of the variance").line("PCA", shares));

    int[] kept = exhibit.choose(new int[] {2, 5, 10, 30}, new int[] {2, 10, 30, 100});
    INDArray test = digits.test().images().castTo(DataType.DOUBLE);
    double[] errors = new double[kept.length];
    INDArray shown = digits.test().firstOfEachClass(1).castTo(DataType.DOUBLE);
    ImageLines lines = new ImageLines().line("test images", shown);
    for (int i = 0; i < kept.length; i++) {
      int m = kept[i];
      Pca pca = Pca.fit(x, m);
      errors[i] = Exhibit.squaredError(pca, test);
      String name = "%d components, %.0f%% of the variance".formatted(m, 100 * shares[m - 1]);
      lines.line(name, pca.reconstruct(shown));
    }
    exhibit.lines("Images projected on the first components.", digits.test().shape(), lines);

    exhibit.weights(
        "The first ten components: the directions of largest variance, first to last.",
        digits.test().shape(),
        5,
        all.components().get(NDArrayIndex.interval(0, 10)));
    long needed = Arrays.stream(shares).filter(share -> share < 0.9).count() + 1;
    exhibit.claimAtMost(
        "Components that explain 90% of the variance, as a share of the pixels",
        (double) needed / most, 0.5);
    exhibit.claimFalling("Squared error of test images falls as components are added", errors);
  }

  private static double[] shares(Pca pca) {
    double[] shares = pca.explainedVariance();
    Arrays.parallelPrefix(shares, Double::sum);
    return Arrays.stream(shares).map(sum -> sum / pca.totalVariance()).toArray();
  }
}
