package org.autoencoderzoo.examples.dictionary;

import java.util.Random;
import java.util.stream.IntStream;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Dictionary learning: atoms D and codes Z of at most k non-zeros per row that make {@code ||X -
 * mean - Z D||^2} small, by the approximate K-SVD (Aharon, Elad and Bruckstein 2006; Rubinstein,
 * Zibulevsky and Elad 2008). Each epoch codes all examples by orthogonal matching pursuit, and then
 * improves one atom after the other together with its coefficients.
 */
public final class DictionaryLearning {

  private DictionaryLearning() {}

  /** Hears of each epoch while a dictionary is fitted; called on the fitting thread. */
  @FunctionalInterface
  public interface Progress {

    /**
     * After each epoch.
     *
     * @param epoch from 1
     * @param squaredError of the training examples after it, summed over features, averaged over
     *     examples
     */
    void onEpoch(int epoch, double squaredError);
  }

  /**
   * What to fit.
   *
   * @param codeSize number of atoms, at least 1
   * @param k most non-zeros in a code, 1 to codeSize
   * @param epochs passes over the examples, at least 1
   * @param seed of the examples that the atoms start from
   * @param progress hears of each epoch
   */
  public record Settings(int codeSize, int k, int epochs, long seed, Progress progress) {

    /**
     * Checks the settings.
     *
     * @param codeSize at least 1
     * @param k 1 to codeSize
     * @param epochs at least 1
     * @param seed any number
     * @param progress a listener
     * @throws IllegalArgumentException if one is out of range
     */
    public Settings {
      Arguments.atLeast("codeSize", codeSize, 1);
      Arguments.between("k", k, 1, codeSize);
      Arguments.atLeast("epochs", epochs, 1);
      Arguments.given("progress", progress);
    }

    /**
     * {@return settings of 10 epochs}
     *
     * @param codeSize number of atoms, at least 1
     * @param k most non-zeros in a code, 1 to codeSize
     * @throws IllegalArgumentException if one is out of range
     */
    public static Settings of(int codeSize, int k) {
      return new Settings(codeSize, k, 10, 42, (epoch, squaredError) -> {});
    }

    /**
     * {@return these settings with another number of epochs}
     *
     * @param epochs at least 1
     * @throws IllegalArgumentException if it is less
     */
    public Settings withEpochs(int epochs) {
      return new Settings(codeSize, k, epochs, seed, progress);
    }

    /**
     * {@return these settings with other examples to start from}
     *
     * @param seed any number
     */
    public Settings withSeed(long seed) {
      return new Settings(codeSize, k, epochs, seed, progress);
    }

    /**
     * {@return these settings with a listener}
     *
     * @param progress hears of each epoch
     * @throws IllegalArgumentException if it is null
     */
    public Settings withProgress(Progress progress) {
      return new Settings(codeSize, k, epochs, seed, progress);
    }
  }

  /**
   * Learns a dictionary. The same examples and settings give the same atoms.
   *
   * @param x examples {@code [N, D]}, not modified
   * @param settings of the fit; k at most D
   * @return the fitted dictionary
   * @throws IllegalArgumentException if k is above D, or x is no such matrix or holds a value that
   *     is not finite
   */
  public static Dictionary fit(INDArray x, Settings settings) {
    InputCheck.matrix("examples", x, "D");
    Arguments.given("settings", settings);
    Arguments.between("k", settings.k, 1, Math.min(settings.codeSize, x.size(1)));
    INDArray examples = InputCheck.finite("examples", x, DataType.FLOAT);
    INDArray mean = examples.mean(0);
    INDArray centred = examples.subRowVector(mean);
    Arguments.require(
        Double.isFinite(centred.norm2Number().doubleValue()),
        "the length of the examples",
        "not finite",
        "finite in single precision: divide them by a power of ten");
    Random random = new Random(settings.seed);
    float[][] rows = centred.toFloatMatrix();
    float[][] atoms = chosenExamples(rows, settings.codeSize, random);
    AtomUpdate update = new AtomUpdate(rows);
    for (int epoch = 1; epoch <= settings.epochs; epoch++) {
      MatchingPursuit pursuit = new MatchingPursuit(Nd4j.createFromArray(atoms), settings.k);
      double error = update.improve(atoms, pursuit.encode(centred));
      settings.progress.onEpoch(epoch, error);
    }
    return Dictionary.of(Nd4j.createFromArray(atoms), mean, settings.k);
  }

  /** Unit atoms along random examples; along random directions, if there are too few examples. */
  private static float[][] chosenExamples(float[][] rows, int count, Random random) {
    int[] order = IntStream.range(0, rows.length).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    float[][] atoms = new float[count][];
    int filled = 0;
    for (int i = 0; i < order.length && filled < count; i++) {
      float[] atom = rows[order[i]].clone();
      if (AtomUpdate.normalise(atom)) {
        atoms[filled++] = atom;
      }
    }
    for (; filled < count; filled++) {
      float[] atom = new float[rows[0].length];
      for (int i = 0; i < atom.length; i++) {
        atom[i] = (float) random.nextGaussian();
      }
      AtomUpdate.normalise(atom);
      atoms[filled] = atom;
    }
    return atoms;
  }
}
