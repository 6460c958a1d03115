package org.autoencoderzoo.examples.measures;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.evaluation.EncoderJacobian;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The input that a code unit is most active at, of all inputs of one norm, by gradient ascent on
 * the ball (Erhan, Bengio, Courville and Vincent, "Visualizing Higher-Layer Features of a Deep
 * Network", 2009). For a unit of one layer it is {@code w / ||w||} times that norm; for deeper
 * ones, ascent finds a local maximum.
 */
public final class ActivationMaximization {

  private ActivationMaximization() {}

  /**
   * Ascends from one input for each unit. A step adds a multiple of the gradient's direction and
   * goes back to the norm; the multiple falls linearly from the norm to zero.
   *
   * @param autoencoder whose encoder is a chain of layers
   * @param units code units, n of them
   * @param start inputs {@code [n, D]}, none of them zero, not modified; each keeps its norm
   * @param steps at least 1
   * @return inputs {@code [n, D]} of the network's type
   * @throws IllegalArgumentException if an argument is out of range, or the encoder is no such
   *     chain
   */
  public static INDArray ascend(Autoencoder autoencoder, int[] units, INDArray start, int steps) {
    Arguments.atLeast("steps", steps, 1);
    Arguments.given("units", units);
    InputCheck.shape("inputs to start from", start, autoencoder.inputSize());
    Arguments.require(
        units.length > 0 && units.length == start.size(0),
        "number of units",
        units.length,
        "that of the inputs to start from, " + start.size(0) + ", and at least 1");
    INDArray x =
        InputCheck.finite("inputs to start from", start, autoencoder.network().params().dataType())
            .dup('c');
    INDArray norms = x.norm2(true, 1);
    Arguments.above("smallest norm of start", norms.minNumber(), 0);
    for (int unit : units) {
      Arguments.between("units", unit, 0, autoencoder.codeSize() - 1);
    }
    EncoderJacobian jacobian =
        EncoderJacobian.of(autoencoder)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "autoencoder: its encoder is not a chain of layers with a known Jacobian"));
    for (int step = 0; step < steps; step++) {
      INDArray direction = directions(jacobian.at(autoencoder.shaped(x)), units);
      double size = 1 - (double) step / steps;
      x.addi(direction.muliColumnVector(norms.mul(size)));
      x.muliColumnVector(norms.div(x.norm2(true, 1)));
    }
    return x;
  }

  /** The direction of the gradient of each row's unit; zero where that is saturated. */
  private static INDArray directions(INDArray jacobians, int[] units) {
    INDArray rows = Nd4j.create(jacobians.dataType(), units.length, jacobians.size(2));
    for (int i = 0; i < units.length; i++) {
      rows.putRow(i, jacobians.get(NDArrayIndex.point(i), NDArrayIndex.point(units[i])));
    }
    return rows.diviColumnVector(rows.norm2(true, 1).addi(Float.MIN_NORMAL));
  }
}
