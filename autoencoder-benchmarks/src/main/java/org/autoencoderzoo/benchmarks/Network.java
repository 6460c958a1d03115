package org.autoencoderzoo.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Contractive;
import org.autoencoderzoo.zoo.Deep;
import org.autoencoderzoo.zoo.DenseAutoencoder;
import org.autoencoderzoo.zoo.KSparse;
import org.autoencoderzoo.zoo.Sparse;
import org.nd4j.linalg.activations.Activation;

/**
 * The mathematics of a fully connected autoencoder, which all sides compute.
 *
 * @param kind of model
 * @param inputSize features of an example
 * @param sizes of the layers from the first hidden one to the code
 * @param tied whether the decoder shares the encoder's weights
 * @param k units that an example keeps; 0 for all
 */
record Network(Kind kind, int inputSize, List<Integer> sizes, boolean tied, int k) {

  /** Rate of Adam. */
  static final double LEARNING_RATE = 1e-3;

  /** Wanted mean activation, and weight, of {@link Kind#KL}. */
  static final double RHO = 0.05;

  static final double BETA = 3;

  /** Weight of {@link Kind#CONTRACTIVE}. */
  static final double LAMBDA = 0.1;

  /** Models; all but the last have a sigmoid decoder and cross-entropy. */
  enum Kind {
    /** One sigmoid hidden layer. */
    PLAIN,
    /** The same with the Kullback-Leibler penalty. */
    KL,
    /** The same with the contractive penalty. */
    CONTRACTIVE,
    /** Several hidden layers of exponential linear units, a linear code. */
    DEEP,
    /**
     * A linear code of which an example keeps the k largest units, linear decoder, squared error.
     */
    TOP_K
  }

  static Network plain(int inputSize, int units) {
    return new Network(Kind.PLAIN, inputSize, List.of(units), false, 0);
  }

  static Network deep(int inputSize, Integer... sizes) {
    return new Network(Kind.DEEP, inputSize, List.of(sizes), false, 0);
  }

  static Network topK(int inputSize, int units, int k) {
    return new Network(Kind.TOP_K, inputSize, List.of(units), false, k);
  }

  Network withTiedWeights() {
    return new Network(kind, inputSize, sizes, true, k);
  }

  Network with(Kind penalty) {
    return new Network(penalty, inputSize, sizes, tied, k);
  }

  /** Whether there is a penalty that it could do without. */
  boolean isPenalized() {
    return kind == Kind.KL || kind == Kind.CONTRACTIVE;
  }

  /** Units of each layer from the input over the code to the reconstruction. */
  List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    widths.add(inputSize);
    widths.addAll(sizes);
    for (int i = sizes.size() - 2; i >= 0; i--) {
      widths.add(sizes.get(i));
    }
    widths.add(inputSize);
    return widths;
  }

  /** Dense layers, or passes through tied weights, from input to reconstruction. */
  int depth() {
    return 2 * sizes.size();
  }

  /** Activation of a layer, counted from 0; that of the last is the decoder's. */
  Activation activation(int layer) {
    boolean isLast = layer == depth() - 1;
    boolean isCode = layer == sizes.size() - 1;
    return switch (kind) {
      case PLAIN, KL, CONTRACTIVE -> Activation.SIGMOID;
      case DEEP -> isLast ? Activation.SIGMOID : isCode ? Activation.IDENTITY : Activation.ELU;
      case TOP_K -> Activation.IDENTITY;
    };
  }

  /** Whether the loss is the cross-entropy of a sigmoid decoder; else it is the squared error. */
  boolean hasCrossEntropy() {
    return kind != Kind.TOP_K;
  }

  long parameterCount() {
    List<Integer> widths = widths();
    long count = 0;
    for (int layer = 0; layer < depth(); layer++) {
      boolean ownsWeights = !tied || layer < depth() / 2;
      count +=
          widths.get(layer + 1)
              + (ownsWeights ? (long) widths.get(layer) * widths.get(layer + 1) : 0);
    }
    return count;
  }

  /** This library's model of it. */
  AutoencoderModel<?> model() {
    return switch (kind) {
      case PLAIN -> completed(Basic.builder());
      case KL -> completed(Sparse.builder().rho(RHO).beta(BETA));
      case CONTRACTIVE -> completed(Contractive.builder().lambda(LAMBDA));
      case TOP_K -> completed(KSparse.builder().k(k));
      case DEEP ->
          Deep.builder()
              .inputSize(inputSize)
              .hiddenSizes(sizes.subList(0, sizes.size() - 1).toArray(Integer[]::new))
              .codeSize(sizes.get(sizes.size() - 1))
              .learningRate(LEARNING_RATE)
              .build();
    };
  }

  private <B extends DenseAutoencoder.Builder<B>> AutoencoderModel<B> completed(B builder) {
    builder.inputSize(inputSize).codeSize(sizes.get(0)).learningRate(LEARNING_RATE);
    return (tied ? builder : builder.untied()).build();
  }
}
