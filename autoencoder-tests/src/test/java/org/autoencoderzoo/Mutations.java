package org.autoencoderzoo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Damages files as chance or malice would, the same for the same seed. */
public final class Mutations {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Of every kind that a configuration has, and some that belong in none. */
  private static final List<String> CLASSES =
      List.of(
          Initialized.class.getName(),
          "java.util.HashMap",
          "org.autoencoderzoo.corruption.GaussianNoise",
          "org.autoencoderzoo.layers.Dense",
          "org.autoencoderzoo.CountedTopK",
          "org.autoencoderzoo.layers.ReconstructionOutput",
          "org.autoencoderzoo.layers.SelectionLayer",
          "org.autoencoderzoo.layers.TiedDecoder",
          "org.autoencoderzoo.losses.BernoulliCrossEntropy",
          "org.autoencoderzoo.penalties.JacobianPenalty",
          "org.deeplearning4j.nn.conf.graph.ElementWiseVertex",
          "org.deeplearning4j.nn.conf.graph.LayerVertex",
          "org.deeplearning4j.nn.conf.graph.MergeVertex",
          "org.deeplearning4j.nn.conf.graph.ReshapeVertex",
          "org.deeplearning4j.nn.conf.graph.SubsetVertex",
          "org.deeplearning4j.nn.conf.layers.BatchNormalization",
          "org.deeplearning4j.nn.conf.layers.ConvolutionLayer",
          "org.deeplearning4j.nn.conf.layers.DenseLayer",
          "org.deeplearning4j.nn.conf.layers.DropoutLayer",
          "org.deeplearning4j.nn.conf.layers.LSTM",
          "org.deeplearning4j.nn.conf.layers.OutputLayer",
          "org.deeplearning4j.nn.conf.layers.Upsampling2D",
          "org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer",
          "org.deeplearning4j.nn.conf.layers.misc.FrozenLayer",
          "org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional",
          "org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor",
          "org.deeplearning4j.nn.weights.WeightInitXavier",
          "org.nd4j.linalg.activations.impl.ActivationReLU",
          "org.nd4j.linalg.activations.impl.ActivationSoftmax",
          "org.nd4j.linalg.learning.config.NoOp",
          "org.nd4j.linalg.learning.config.Sgd",
          "org.nd4j.linalg.lossfunctions.impl.LossMCXENT",
          "org.nd4j.linalg.schedule.ExponentialSchedule");

  private static final List<JsonNode> VALUES =
      List.of(
          NODES.nullNode(),
          NODES.booleanNode(true),
          NODES.numberNode(-1),
          NODES.numberNode(0),
          NODES.numberNode(1),
          NODES.numberNode(7),
          NODES.numberNode(0.5),
          NODES.numberNode(Integer.MAX_VALUE),
          NODES.numberNode(1L << 40),
          NODES.numberNode(Double.MAX_VALUE),
          NODES.textNode("NaN"),
          NODES.textNode(""),
          NODES.textNode("code"),
          NODES.textNode("input"),
          NODES.textNode("x".repeat(100_000)),
          NODES.arrayNode(),
          NODES.arrayNode().add("code"),
          NODES.arrayNode().add(1).add(-1),
          NODES.objectNode());

  private final Random random;

  public Mutations(long seed) {
    random = new Random(seed);
  }

  /** Stands for code on the class path that a hostile file would run: being loaded is enough. */
  public static final class Initialized {

    /** Set when the class above is. */
    public static final String PROPERTY = "autoencoderzoo.initialized";

    static {
      System.setProperty(PROPERTY, "true");
    }
  }

  /** Some bytes changed, cleared, lost, doubled, or the end cut off. */
  public byte[] bytes(byte[] whole) {
    byte[] changed = whole.clone();
    int at = random.nextInt(whole.length);
    int length = Math.min(1 + random.nextInt(64), whole.length - at);
    switch (random.nextInt(5)) {
      case 0 -> {
        for (int i = 0; i <= random.nextInt(4); i++) {
          changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
      }
      case 1 -> {
        Arrays.fill(changed, at, at + length, (byte) random.nextInt(256));
        return changed;
      }
      case 2 -> {
        return Arrays.copyOf(whole, at);
      }
      case 3 -> {
        return joined(
            Arrays.copyOf(whole, at), Arrays.copyOfRange(whole, at + length, whole.length));
      }
      default -> {
        return joined(
            Arrays.copyOf(whole, at + length), Arrays.copyOfRange(whole, at, whole.length));
      }
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** A value, class or part changed, removed or exchanged, in one or two places. */
  public byte[] json(byte[] text) {
    try {
      JsonNode root = MAPPER.readTree(text);
      for (int i = 0; i <= random.nextInt(2); i++) {
        mutate(root);
      }
      return MAPPER.writeValueAsBytes(root);
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException(new String(text, StandardCharsets.UTF_8), e);
    }
  }

  private void mutate(JsonNode root) {
    List<JsonNode> parents = new ArrayList<>();
    collect(root, parents);
    JsonNode parent = parents.get(random.nextInt(parents.size()));
    JsonNode value = value(parents);
    if (parent instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      if (object.has("@class") && random.nextBoolean()) {
        object.put("@class", CLASSES.get(random.nextInt(CLASSES.size())));
      } else if (random.nextInt(8) == 0) {
        object.remove(name);
      } else {
        object.set(name, value);
      }
    } else {
      ((ArrayNode) parent).set(random.nextInt(parent.size()), value);
    }
  }

  private JsonNode value(List<JsonNode> parents) {
    if (random.nextInt(4) == 0) {
      return parents.get(random.nextInt(parents.size())).deepCopy();
    }
    return VALUES.get(random.nextInt(VALUES.size())).deepCopy();
  }

  private static void collect(JsonNode node, List<JsonNode> parents) {
    if (node.isContainerNode() && !node.isEmpty()) {
      parents.add(node);
      node.forEach(child -> collect(child, parents));
    }
  }
}
