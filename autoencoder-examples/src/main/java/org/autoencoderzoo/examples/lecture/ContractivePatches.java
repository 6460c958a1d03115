package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.evaluation.EncoderJacobian;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Contractive;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.HiddenLayerBuilder;
import org.autoencoderzoo.zoo.HigherOrderContractive;
import org.autoencoderzoo.zoo.InputRange;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** AE, DAE, CAE and CAE+H on natural 12x12 patches (Rifai et al. 2011). */
final class ContractivePatches implements Example {

  private static final int UNITS = 200;
  private static final double SIGMA = 0.3;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    WhitenedPatches patches = WhitenedPatches.of(exhibit, exhibit.choose(10_000, 100_000), 12);
    Map<String, HiddenLayerBuilder<?>> models = new LinkedHashMap<>();
    models.put("AE", Basic.builder());
    models.put("DAE", Denoising.builder().noise(Denoising.Noise.GAUSSIAN).noiseLevel(0.5));
    models.put("CAE", Contractive.builder().lambda(2));
    models.put("CAE+H", HigherOrderContractive.builder().lambda(2).gamma(8).sigma(SIGMA));
    INDArray x = patches.test();
    INDArray moved =
        new AdditiveGaussianNoise(SIGMA, exhibit.seed())
            .applyDropout(x, x.ulike(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
    Table table = new Table("model", "squared error", "Jacobian norm", "its change under noise");
    Map<String, Double> norms = new LinkedHashMap<>();
    Map<String, Double> changes = new LinkedHashMap<>();
    for (Map.Entry<String, HiddenLayerBuilder<?>> model : models.entrySet()) {
      String name = model.getKey();
      Autoencoder autoencoder =
          model
              .getValue()
              .inputSize(patches.shape().size())
              .inputRange(InputRange.REAL)
              .codeSize(UNITS)
              .seed(exhibit.seed())
              .build()
              .init();
      exhibit.fit(name, autoencoder, patches.train(), exhibit.choose(5, 20));
      EncoderJacobian jacobian = EncoderJacobian.of(autoencoder).orElseThrow();
      norms.put(name, jacobian.norms(x).meanNumber().doubleValue());
      changes.put(name, jacobian.changes(x, moved).meanNumber().doubleValue());
      double error = autoencoder.reconstructionError(x).meanNumber().doubleValue();
      table.row(name, error, norms.get(name), changes.get(name));
      exhibit.weights(
          "Filters of 100 of 200 units: %s.".formatted(name),
          patches.shape(),
          10,
          Exhibit.filters(autoencoder, 100));
    }
    exhibit.table("On patches that were not trained on; noise of sigma = 0.3.", table);
    exhibit.claimFalling(
        "The contractive penalty shrinks the Jacobian: AE, CAE", norms.get("AE"), norms.get("CAE"));
    exhibit.claimFalling(
        "The second-order penalty keeps it from changing, relative to its size: CAE, CAE+H",
        changes.get("CAE") / norms.get("CAE"),
        changes.get("CAE+H") / norms.get("CAE+H"));
  }
}
