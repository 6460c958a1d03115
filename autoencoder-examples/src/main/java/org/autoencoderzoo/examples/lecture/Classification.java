package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.TrainTest;
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

/**
 * Codes as features: logistic regression on pixels, PCA and what autoencoders learned from all
 * training digits without their labels (as in Makhzani and Frey 2013, table 3).
 */
final class Classification implements Example {

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    int few = exhibit.choose(100, 1000);
    int allSteps = exhibit.choose(300, 1200);
    int units = exhibit.choose(100, 500);
    Map<String, ModelBuilder<?>> models = new LinkedHashMap<>();
    models.put("basic", Basic.builder().codeSize(units));
    models.put("sparse", Sparse.builder().codeSize(units));
    models.put("k-sparse", KSparse.builder().codeSize(units).k(units / 20));
    models.put("denoising", Denoising.builder().codeSize(units));
    models.put("contractive", Contractive.builder().codeSize(units));
    Pca pca = Pca.fit(digits.train().images(), exhibit.choose(20, 50));

    Map<String, LinearProbe> raw = new LinkedHashMap<>();
    raw.put("pixels", LinearProbe.of(digits, x -> x, few, allSteps, exhibit.seed()));
    raw.put("PCA", LinearProbe.of(digits, pca::encode, few, allSteps, exhibit.seed()));
    Map<String, LinearProbe> codes = new LinkedHashMap<>();
    for (String model : models.keySet()) {
      int epochs = exhibit.choose(30, 6);
      Autoencoder autoencoder = exhibit.train(model, models.get(model), digits.train(), epochs);
      codes.put(model, LinearProbe.of(digits, autoencoder::encode, few, allSteps, exhibit.seed()));
    }
    Table table = new Table("features", few + " labels", "all labels");
    raw.forEach((name, e) -> table.row(name, Rounded.percent(e.few()), Rounded.percent(e.all())));
    codes.forEach((name, e) -> table.row(name, Rounded.percent(e.few()), Rounded.percent(e.all())));
    exhibit.table(
        "Test errors of logistic regression. PCA has "
            + pca.codeSize()
            + " components, each autoencoder "
            + units
            + " units.",
        table);
    String best =
        codes.keySet().stream().min(Comparator.comparing(m -> codes.get(m).heldOut())).get();
    exhibit.claimFalling(
        "Test error with few labels: PCA, then the code that did best on held-out labels, " + best,
        raw.get("PCA").few(),
        codes.get(best).few());
    exhibit.claimFalling(
        "The same: pixels, then " + best, raw.get("pixels").few(), codes.get(best).few());
  }
}
