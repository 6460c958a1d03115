package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.data.LabeledImages;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.examples.page.Rounded;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Contractive;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.KSparse;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Sparse;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Codes as features: logistic regression on pixels, PCA and what autoencoders learned from all
 * training digits without their labels (as in Makhzani and Frey 2013, table 3).
 */
final class Classification implements Example {

  /** Of the few labels, chosen on a quarter of them that is held out. */
  private static final double[] WEIGHT_DECAYS = {0.001, 0.01, 0.1};

  private static final double ALL_WEIGHT_DECAY = 1e-5;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    int few = exhibit.choose(100, 1000);
    int units = exhibit.choose(100, 500);
    Map<String, ModelBuilder<?>> models = new LinkedHashMap<>();
    models.put("basic", Basic.builder().codeSize(units));
    models.put("sparse", Sparse.builder().codeSize(units));
    models.put("k-sparse", KSparse.builder().codeSize(units).k(units / 20));
    models.put("denoising", Denoising.builder().codeSize(units));
    models.put("contractive", Contractive.builder().codeSize(units));

    Table table = new Table("features", few + " labels", "all labels");
    INDArray train = digits.train().images();
    INDArray test = digits.test().images();
    Pca pca = Pca.fit(train, exhibit.choose(20, 50));
    double pixels = row(exhibit, table, "pixels", few, digits, train, test);
    double codes = row(exhibit, table, "PCA", few, digits, pca.encode(train), pca.encode(test));
    double best = 1;
    for (var model : models.entrySet()) {
      var learned =
          exhibit.train(model.getKey(), model.getValue(), digits.train(), exhibit.choose(30, 6));
      double error =
          row(
              exhibit,
              table,
              model.getKey(),
              few,
              digits,
              learned.encode(train),
              learned.encode(test));
      best = Math.min(best, error);
    }
    exhibit.table(
        "Test errors of logistic regression. PCA has "
            + pca.codeSize()
            + " components, each autoencoder "
            + units
            + " units.",
        table);
    exhibit.claimAtMost(
        "Test error with " + few + " labels of the best code, beside pixels", best, pixels);
    exhibit.claimAtMost(
        "Test error with " + few + " labels of the best code, beside PCA", best, codes);
  }

  /** The error with few labels; the one with all goes into the table, too. */
  private static double row(
      Exhibit exhibit,
      Table table,
      String name,
      int few,
      TrainTest digits,
      INDArray train,
      INDArray test) {
    LabeledImages labelled = digits.train();
    int kept = few * 3 / 4;
    double decay = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double candidate : WEIGHT_DECAYS) {
      double error =
          regression(exhibit, train, labelled.labels(), kept, candidate)
              .error(
                  train.get(NDArrayIndex.interval(kept, few)),
                  Arrays.copyOfRange(labelled.labels(), kept, few));
      if (error < least) {
        least = error;
        decay = candidate;
      }
    }
    double withFew =
        regression(exhibit, train, labelled.labels(), few, decay)
            .error(test, digits.test().labels());
    double withAll =
        regression(exhibit, train, labelled.labels(), labelled.size(), ALL_WEIGHT_DECAY)
            .error(test, digits.test().labels());
    table.row(name, Rounded.percent(withFew), Rounded.percent(withAll));
    exhibit.say(name + ": " + Rounded.percent(withFew) + ", " + Rounded.percent(withAll));
    return withFew;
  }

  private static SoftmaxRegression regression(
      Exhibit exhibit, INDArray features, int[] labels, int n, double decay) {
    return new SoftmaxRegression(
        features.get(NDArrayIndex.interval(0, n)),
        Arrays.copyOf(labels, n),
        decay,
        exhibit.choose(200, n > 1000 ? 1200 : 300),
        exhibit.seed());
  }
}
