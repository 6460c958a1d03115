package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.zoo.Deep;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Real values need a linear decoder with squared error: a sigmoid cannot come closer to them than
 * the interval from 0 to 1 does.
 */
final class RealValues implements Example {

  private static final int SIDE = 8;
  private static final int COMPONENTS = 40;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    int count = exhibit.choose(5_000, 50_000);
    INDArray all = Patches.loadWhitened(count + count / 10, SIDE, COMPONENTS, exhibit.seed());
    PatchSplit patches = PatchSplit.of(all, count);
    int epochs = exhibit.choose(20, 10);
    double[] sigmoid = errors(exhibit, "sigmoid decoder", Activation.SIGMOID, patches, epochs);
    double[] linear = errors(exhibit, "linear decoder", Activation.IDENTITY, patches, epochs);
    INDArray nearest = Transforms.max(Transforms.min(patches.test(), 1.0), 0.0);
    double bound = SquaredDistance.mean(patches.test(), nearest);
    double[] number = IntStream.rangeClosed(1, epochs).asDoubleStream().toArray();
    exhibit.chart(
        "Real values, whitened patches of photographs: two autoencoders that differ in the decoder"
            + " only, both with squared error, on patches that were not used in training. The"
            + " bound is"
            + " the squared distance of the patches from the interval from 0 to 1, which no sigmoid"
            + " leaves.",
        new Chart("Epoch", "Squared error per patch")
            .line("sigmoid decoder", number, sigmoid)
            .line("linear decoder", number, linear)
            .line(
                "bound for values from 0 to 1",
                number,
                DoubleStream.generate(() -> bound).limit(epochs).toArray()));
    exhibit.claimFalling(
        "Squared error on real values: sigmoid decoder, bound for values from 0 to 1, linear"
            + " decoder",
        sigmoid[epochs - 1],
        bound,
        linear[epochs - 1]);
  }

  /** On patches that were not used in training, after each epoch. */
  private static double[] errors(
      Exhibit exhibit, String name, Activation decoder, PatchSplit patches, int epochs) {
    // The models would refuse the sigmoid, were they told that the values are real.
    Deep.Builder model =
        Deep.builder()
            .inputSize(SIDE * SIDE)
            .hiddenSizes(128)
            .codeSize(30)
            .outputActivation(decoder)
            .loss(new SquaredError())
            .seed(exhibit.seed());
    return TimedTraining.of(exhibit, name, model, patches.train(), patches.test(), epochs).errors();
  }
}
