package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.evaluation.EncoderJacobian;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * AE, DAE, CAE and CAE+H on 12x12 patches of photographs (Rifai et al. 2011). The patches are not
 * whitened: the penalty lets the code move where they vary most, and whitened ones vary everywhere.
 */
final class ContractivePatches implements Example {

  private static final int SIDE = 12;
  private static final int UNITS = 200;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    int count = exhibit.choose(5_000, 50_000);
    INDArray all = Patches.load(count + count / 10, SIDE, exhibit.seed());
    PatchSplit patches = PatchSplit.of(all, count);
    INDArray test = patches.test();
    ImageShape shape = new ImageShape(1, SIDE, SIDE);
    Table table = new Table("model", "squared error", "Jacobian norm", "width of detail, pixels");
    Map<Regularization, Double> norms = new EnumMap<>(Regularization.class);
    Map<Regularization, Double> details = new EnumMap<>(Regularization.class);
    for (Regularization model : Regularization.values()) {
      Autoencoder autoencoder =
          Patches.train(
              exhibit,
              model.label(),
              model.onPatches().codeSize(UNITS),
              patches.train(),
              exhibit.choose(10, 20));
      double norm =
          EncoderJacobian.of(autoencoder).orElseThrow().norms(test).meanNumber().doubleValue();
      INDArray filters = Filters.of(autoencoder, shape, UNITS).units();
      double detail = SpatialExtent.meanDetail(filters, shape);
      norms.put(model, norm);
      details.put(model, detail);
      table.row(model.label(), Exhibit.squaredError(autoencoder, test), norm, detail);
      exhibit.weights(
          "Filters of 100 of 200 units: %s.".formatted(model.label()),
          shape,
          10,
          filters.get(NDArrayIndex.interval(0, 100)));
    }
    exhibit.table(
        "Squared error and Jacobian on patches that were not used in training; how wide the"
            + " structures in"
            + " a filter are: about 0.5 pixels if each weight is independent of its neighbours.",
        table);
    for (Regularization contractive :
        new Regularization[] {Regularization.CONTRACTIVE, Regularization.HIGHER_ORDER}) {
      exhibit.claimFalling(
          "Norm of the Jacobian: AE, then " + contractive.label(),
          norms.get(Regularization.NONE),
          norms.get(contractive));
      exhibit.claimRising(
          "Width of detail in the filters: AE, then " + contractive.label(),
          details.get(Regularization.NONE),
          details.get(contractive));
    }
  }
}
