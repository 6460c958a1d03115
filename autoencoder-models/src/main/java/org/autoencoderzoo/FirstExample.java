package org.autoencoderzoo;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One example of zeros, at which a network that cannot run fails: at once, not at its first use.
 */
final class FirstExample {

  /** About 0.1 s of one thread, and 256 MB for what a convolution unfolds. */
  private static final double MOST_PRODUCTS = 1 << 26;

  private FirstExample() {}

  /** Not where that would take long, or how long is not known. */
  static void tryOn(Autoencoder autoencoder) {
    if (products(autoencoder) <= MOST_PRODUCTS) {
      long[] shape = autoencoder.inputShape();
      long[] one = new long[shape.length + 1];
      one[0] = 1;
      System.arraycopy(shape, 0, one, 1, shape.length);
      INDArray zeros = Nd4j.zeros(autoencoder.network().params().dataType(), one);
      autoencoder.score(zeros);
      autoencoder.reconstruct(zeros);
      INDArray code = autoencoder.encode(zeros);
      if (GraphCheck.wayAroundTheCode(autoencoder.network()).isEmpty()) {
        autoencoder.decode(code);
      }
    }
  }

  /** What the example takes, from above: each parameter is used once at each position. */
  private static double products(Autoencoder autoencoder) {
    ComputationGraphConfiguration conf = autoencoder.network().getConfiguration();
    GraphShapes shapes = new GraphShapes(conf);
    double products = 0;
    for (String name : conf.getVertices().keySet()) {
      long[] shape;
      try {
        shape = shapes.of(name).getShape();
      } catch (RuntimeException e) {
        return Double.POSITIVE_INFINITY;
      }
      GraphVertex vertex = conf.getVertices().get(name);
      double positions = product(Arrays.stream(shape).skip(1));
      products += product(Arrays.stream(shape)) + positions * vertex.numParams(true);
    }
    return products;
  }

  private static double product(LongStream sizes) {
    return sizes
        .mapToDouble(size -> size < 0 ? Double.POSITIVE_INFINITY : size)
        .reduce(1, (a, b) -> a * b);
  }
}
