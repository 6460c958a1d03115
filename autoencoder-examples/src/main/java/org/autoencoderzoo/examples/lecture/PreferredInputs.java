package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.measures.ActivationMaximization;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.StackedDenoising;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a neuron wants: of all inputs of one length, a unit of the first layer is most active at
 * {@code w / ||w||}; for a unit of a deeper layer there is no formula, and gradient ascent on the
 * ball looks for it (Erhan, Bengio, Courville and Vincent 2009).
 */
final class PreferredInputs implements Example {

  private static final int SHOWN = 20;
  private static final int STEPS = 200;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(10_000);
    LabeledImages train = digits.train();
    ImageShape shape = train.shape();
    int[] units = IntStream.range(0, SHOWN).toArray();
    Nd4j.getRandom().setSeed(exhibit.seed());
    INDArray start = Nd4j.randn(SHOWN, shape.size());
    start.diviColumnVector(start.norm2(true, 1));

    Autoencoder shallow =
        exhibit.train(
            "one layer",
            Denoising.builder().codeSize(exhibit.choose(64, 200)),
            train,
            exhibit.choose(50, 10));
    INDArray formula = Filters.of(shallow, shape, SHOWN).units();
    INDArray found = ActivationMaximization.ascend(shallow, units, start, STEPS);
    exhibit.weights("w / ||w|| of 20 units of a first layer.", shape, 10, formula);
    exhibit.weights(
        "What gradient ascent finds for them from random inputs of length 1: the same.",
        shape,
        10,
        found);
    exhibit.claimAtLeast(
        "Smallest cosine between w / ||w|| and what gradient ascent finds",
        formula.mul(found).sum(1).minNumber().doubleValue(),
        0.999);

    StackedDenoising model =
        exhibit
            .sized(StackedDenoising.builder(), train)
            .hiddenSizes(exhibit.choose(new Integer[] {64, 64}, new Integer[] {300, 200}))
            .codeSize(exhibit.choose(30, 50))
            .build();
    Autoencoder deep =
        exhibit.pretrain("three layers", model, train.images(), exhibit.choose(50, 10));
    INDArray tests = digits.test().images();
    double length = tests.norm2(1).meanNumber().doubleValue();
    INDArray wanted = ActivationMaximization.ascend(deep, units, start.mul(length), STEPS);
    exhibit.weights(
        "The inputs at which 20 units of a third layer are most active, of all inputs of a"
            + " digit's length.",
        shape,
        10,
        wanted);
    INDArray sameLength = tests.mulColumnVector(tests.norm2(true, 1).rdiv(length));
    INDArray best = deep.encode(sameLength).max(0);
    INDArray reached = deep.encode(wanted);
    exhibit.claimAtLeast(
        "Of 20 units, those at least as active at the input found as at any test image of that"
            + " length",
        Arrays.stream(units).filter(i -> reached.getDouble(i, i) >= best.getDouble(i)).count(),
        SHOWN);
  }
}
