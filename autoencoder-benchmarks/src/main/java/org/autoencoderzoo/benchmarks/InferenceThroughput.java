package org.autoencoderzoo.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Convolutional;
import org.autoencoderzoo.zoo.KSparse;
import org.autoencoderzoo.zoo.Stacked;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Calls one autoencoder from one thread, and from two at once. Prints calls per second of each, and
 * how many times the work of one the two do.
 */
public final class InferenceThroughput {

  private static final int ROUNDS = 5;
  private static final double ROUND_SECONDS = 0.5;

  private InferenceThroughput() {}

  /**
   * Measures all verbs of four models whose parameters are random.
   *
   * @param args how many rows each call is given; 1 if it is missing
   * @throws InterruptedException if it is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    int rows = args.length == 0 ? 1 : Integer.parseInt(args[0]);
    measure("basic", Basic.builder().build().init(), rows);
    measure("convolutional", Convolutional.builder().build().init(), rows);
    measure("k-sparse", KSparse.builder().build().init(), rows);
    measure("stacked", Stacked.builder().build().init(), rows);
  }

  private static void measure(String model, Autoencoder autoencoder, int rows)
      throws InterruptedException {
    INDArray x =
        autoencoder.shaped(Nd4j.rand(DataType.FLOAT, rows, (long) autoencoder.inputSize()));
    INDArray codes = autoencoder.encode(x);
    List<Speed> speeds =
        List.of(
            compare(model + " encode", () -> autoencoder.encode(x)),
            compare(model + " decode", () -> autoencoder.decode(codes)),
            compare(model + " reconstruct", () -> autoencoder.reconstruct(x)),
            compare(model + " reconstructionError", () -> autoencoder.reconstructionError(x)),
            compare(model + " score", () -> autoencoder.score(x)));
    print(
        model + ", one call of each",
        new Speed(
            1 / speeds.stream().mapToDouble(speed -> 1 / speed.one()).sum(),
            1 / speeds.stream().mapToDouble(speed -> 1 / speed.two()).sum()));
  }

  /** Calls per second of one thread, and of two together. */
  private record Speed(double one, double two) {}

  /** Measures in turn, so that a change of the machine's speed does not favour either. */
  private static Speed compare(String name, Runnable call) throws InterruptedException {
    for (int i = 0; i < ROUNDS; i++) {
      callsPerSecond(call, 2); // The JVM compiles, which else takes a core from the two threads.
    }
    double[] one = new double[ROUNDS];
    double[] two = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      one[i] = callsPerSecond(call, 1);
      two[i] = callsPerSecond(call, 2);
    }
    return print(name, new Speed(median(one), median(two)));
  }

  private static Speed print(String name, Speed speed) {
    System.out.printf(
        "%-34s one thread %,7.0f/s  two threads %,7.0f/s  %.2f times%n",
        name, speed.one(), speed.two(), speed.two() / speed.one());
    return speed;
  }

  private static double callsPerSecond(Runnable call, int threads) throws InterruptedException {
    AtomicLong calls = new AtomicLong();
    long start = System.nanoTime();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (secondsSince(start) < ROUND_SECONDS) {
                  call.run();
                  calls.getAndIncrement();
                }
              });
      thread.start();
      running.add(thread);
    }
    for (Thread thread : running) {
      thread.join();
    }
    return calls.get() / secondsSince(start);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}
