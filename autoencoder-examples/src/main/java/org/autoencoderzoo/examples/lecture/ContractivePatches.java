package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.evaluation.EncoderJacobian;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** AE, DAE, CAE and CAE+H on whitened 12x12 patches of photographs (Rifai et al. 2011). */
final class ContractivePatches implements Example {

  private static final int SIDE = 12;
  private static final int COMPONENTS = 60;
  private static final int UNITS = 200;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    int count = exhibit.choose(5_000, 50_000);
    int tests = count / 10;
    INDArray patches = WhitenedPatches.load(count + tests, SIDE, COMPONENTS, exhibit.seed());
    INDArray train = patches.get(NDArrayIndex.interval(0, count)).dup('c');
    INDArray test = patches.get(NDArrayIndex.interval(count, count + tests)).dup('c');
    ImageShape shape = new ImageShape(1, SIDE, SIDE);
    Table table = new Table("model", "squared error", "Jacobian norm");
    Map<Regularization, Double> norms = new EnumMap<>(Regularization.class);
    for (Regularization model : Regularization.values()) {
      Autoencoder autoencoder =
          model
              .onPatches()
              .inputSize(shape.size())
              .codeSize(UNITS)
              .seed(exhibit.seed())
              .build()
              .init();
      exhibit.fit(model.label(), autoencoder, train, exhibit.choose(10, 20));
      double norm =
          EncoderJacobian.of(autoencoder).orElseThrow().norms(test).meanNumber().doubleValue();
      norms.put(model, norm);
      table.row(
          model.label(), autoencoder.reconstructionError(test).meanNumber().doubleValue(), norm);
      exhibit.weights(
          "Filters of 100 of 200 units: %s.".formatted(model.label()),
          shape,
          10,
          Filters.of(autoencoder, shape, 100).units());
    }
    exhibit.table("On patches that were not trained on.", table);
    for (Regularization contractive :
        new Regularization[] {Regularization.CONTRACTIVE, Regularization.HIGHER_ORDER}) {
      exhibit.claimFalling(
          "Norm of the Jacobian: AE, then " + contractive.label(),
          norms.get(Regularization.NONE),
          norms.get(contractive));
    }
  }
}
