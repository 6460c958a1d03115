package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.evaluation.ReconstructionEvaluation;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The filters of an autoencoder, a denoising, a contractive and a higher-order contractive one
 * (Rifai et al., "Higher Order Contractive Auto-Encoder", ECML 2011, figure 2), and what the
 * penalties hold down: the Jacobian's norm and, with the last, how much it changes.
 */
final class ContractiveFilters implements Example {

  private static final int SHOWN = 40;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(20_000);
    LabeledImages train = digits.train();
    INDArray test = digits.test().images();
    int units = exhibit.choose(64, 400);
    Map<Regularization, Map<Metric, Double>> measured = new EnumMap<>(Regularization.class);
    Table table =
        new Table("model", "squared error", "saturation", "Jacobian norm", "Jacobian change");
    for (Regularization model : Regularization.values()) {
      Autoencoder autoencoder =
          exhibit.train(
              model.label(), model.onPixels().codeSize(units), train, exhibit.choose(30, 10));
      Map<Metric, Double> metrics = ReconstructionEvaluation.of(autoencoder, test);
      measured.put(model, metrics);
      table.row(
          model.label(),
          metrics.get(Metric.SQUARED_ERROR),
          metrics.get(Metric.SATURATION),
          metrics.get(Metric.JACOBIAN_NORM),
          metrics.get(Metric.JACOBIAN_CHANGE));
      exhibit.weights(
          "Filters, " + model.label() + ".",
          train.shape(),
          10,
          Filters.of(autoencoder, train.shape(), SHOWN).units());
    }
    exhibit.table(
        "On test images: squared error per image; share of code values below .05 or above .95; norm"
            + " of the Jacobian; norm of its change under noise of deviation 0.1.",
        table);
    exhibit.claimFalling(
        "Jacobian norm, from AE over CAE to CAE+H",
        measured.get(Regularization.NONE).get(Metric.JACOBIAN_NORM),
        measured.get(Regularization.CONTRACTIVE).get(Metric.JACOBIAN_NORM),
        measured.get(Regularization.HIGHER_ORDER).get(Metric.JACOBIAN_NORM));
    exhibit.claimFalling(
        "Change of the Jacobian under noise, from AE over CAE to CAE+H",
        measured.get(Regularization.NONE).get(Metric.JACOBIAN_CHANGE),
        measured.get(Regularization.CONTRACTIVE).get(Metric.JACOBIAN_CHANGE),
        measured.get(Regularization.HIGHER_ORDER).get(Metric.JACOBIAN_CHANGE));
  }
}
