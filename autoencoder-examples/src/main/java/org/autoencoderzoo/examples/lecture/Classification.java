package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.EncoderDecoder;
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
    int units = exhibit.choose(100, 500);
    Map<String, ModelBuilder<?>> models = new LinkedHashMap<>();
    models.put("basic", Basic.builder().codeSize(units));
    models.put("sparse", Sparse.builder().codeSize(units));
    models.put("k-sparse", KSparse.builder().codeSize(units).k(units / 20));
    models.put("denoising", Denoising.builder().codeSize(units));
    models.put("contractive", Contractive.builder().codeSize(units));
    Pca pca = Pca.fit(digits.train().images(), exhibit.choose(20, 50));

    Map<String, Errors> raw = new LinkedHashMap<>();
    raw.put("pixels", errors(exhibit, digits, digits.train().images(), digits.test().images()));
    raw.put("PCA", errors(exhibit, digits, pca));
    Map<String, Errors> codes = new LinkedHashMap<>();
    for (String model : models.keySet()) {
      int epochs = exhibit.choose(30, 6);
      codes.put(
          model,
          errors(exhibit, digits, exhibit.train(model, models.get(model), digits.train(), epochs)));
    }
    Table table = new Table("features", fewLabels(exhibit) + " labels", "all labels");
    raw.forEach((name, e) -> table.row(name, Rounded.percent(e.few), Rounded.percent(e.all)));
    codes.forEach((name, e) -> table.row(name, Rounded.percent(e.few), Rounded.percent(e.all)));
    exhibit.table(
        "Test errors of logistic regression. PCA has "
            + pca.codeSize()
            + " components, each autoencoder "
            + units
            + " units.",
        table);
    String best =
        codes.keySet().stream().min(Comparator.comparing(m -> codes.get(m).heldOut)).get();
    exhibit.claimFalling(
        "Test error with few labels: PCA, then the code that did best on held-out labels, " + best,
        raw.get("PCA").few,
        codes.get(best).few);
    exhibit.claimFalling(
        "The same: pixels, then " + best, raw.get("pixels").few, codes.get(best).few);
  }

  /** Shares of wrong classes: on held-out labels, and on test images after few and all labels. */
  private record Errors(double heldOut, double few, double all) {}

  private static int fewLabels(Exhibit exhibit) {
    return exhibit.choose(100, 1000);
  }

  private static Errors errors(Exhibit exhibit, TrainTest digits, EncoderDecoder model) {
    INDArray train = model.encode(digits.train().images());
    return errors(exhibit, digits, train, model.encode(digits.test().images()));
  }

  private static Errors errors(Exhibit exhibit, TrainTest digits, INDArray train, INDArray test) {
    int[] labels = digits.train().labels();
    int few = fewLabels(exhibit);
    int kept = few * 3 / 4;
    INDArray others = train.get(NDArrayIndex.interval(kept, few));
    double decay = 0;
    double heldOut = Double.POSITIVE_INFINITY;
    for (double candidate : WEIGHT_DECAYS) {
      double error =
          regression(exhibit, train, labels, kept, candidate)
              .error(others, Arrays.copyOfRange(labels, kept, few));
      if (error < heldOut) {
        heldOut = error;
        decay = candidate;
      }
    }
    int[] wanted = digits.test().labels();
    return new Errors(
        heldOut,
        regression(exhibit, train, labels, few, decay).error(test, wanted),
        regression(exhibit, train, labels, labels.length, ALL_WEIGHT_DECAY).error(test, wanted));
  }

  private static SoftmaxRegression regression(
      Exhibit exhibit, INDArray features, int[] labels, int n, double decay) {
    int steps = exhibit.choose(200, n > 1000 ? 1200 : 300);
    INDArray rows = features.get(NDArrayIndex.interval(0, n));
    return new SoftmaxRegression(rows, Arrays.copyOf(labels, n), decay, steps, exhibit.seed());
  }
}
