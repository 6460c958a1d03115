package org.autoencoderzoo.internal.graph;

import static org.autoencoderzoo.internal.graph.VertexNames.CODE;
import static org.autoencoderzoo.internal.graph.VertexNames.INPUT;
import static org.autoencoderzoo.internal.graph.VertexNames.RECONSTRUCTION;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.deeplearning4j.exception.DL4JException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;

/**
 * The shapes of what an autoencoder's vertices give for one example. Deeplearning4j's configuration
 * does not keep what a network reads; but an autoencoder reads what it reconstructs, and most
 * decoders state that. So the graph is gone through twice: to find what is reconstructed, and to
 * see what the vertices make of that.
 */
public final class GraphShapes {

  private static final String WANTED =
      "An autoencoder reads rows [N, D] or images [N, C, H, W], and reconstructs what it reads";

  private final ComputationGraphConfiguration conf;

  /** Null for a vertex whose shape is being found. */
  private final Map<String, InputType> types = new HashMap<>();

  /**
   * Finds the shapes.
   *
   * @param conf of a network that was checked
   * @throws IllegalArgumentException if they are not those of an autoencoder, or cannot be told
   */
  public GraphShapes(ComputationGraphConfiguration conf) {
    this.conf = conf;
    InputType input = stated(RECONSTRUCTION, new HashMap<>());
    if (input == null) {
      throw new IllegalArgumentException(
          WANTED
              + ". How large the images are cannot be told from this graph: let the decoder have a"
              + " TransposedConvolution or a TiedDecoder, or build the graph with"
              + " setInputTypes(InputType.convolutionalFlat(height, width, channels))");
    }
    types.put(INPUT, input);
    InputType reconstruction = of(RECONSTRUCTION);
    if (!Arrays.equals(input.getShape(), reconstruction.getShape())
        || input.getType() != InputType.Type.FF && input.getType() != InputType.Type.CNN) {
      throw new IllegalArgumentException(
          WANTED + "; this one reads " + input + " and reconstructs " + reconstruction);
    }
    if (Arrays.stream(of(CODE).getShape()).anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "A code has the same shape for all examples; this one is " + of(CODE));
    }
  }

  /** {@return the shape of what the network reads, {@code [D]} or {@code [C, H, W]}} */
  public long[] input() {
    return of(INPUT).getShape();
  }

  /**
   * {@return what a vertex gives}
   *
   * @param name of the vertex
   * @throws IllegalArgumentException if it cannot read what comes of the input
   */
  public InputType of(String name) {
    if (types.get(name) == null) {
      if (types.containsKey(name)) {
        throw new IllegalArgumentException("Vertex \"" + name + "\" reads what it gives");
      }
      types.put(name, null);
      types.put(name, read(name, below(name, this::of)));
    }
    return types.get(name);
  }

  private InputType read(String name, InputType[] inputs) {
    try {
      return OutputType.of(conf.getVertices().get(name), inputs);
    } catch (RuntimeException e) {
      boolean tellsWhy =
          e instanceof IllegalArgumentException
              || e instanceof IllegalStateException
              || e instanceof InvalidInputTypeException
              || e instanceof DL4JException;
      throw new IllegalArgumentException(
          "%s; this one reconstructs examples of shape %s, but its vertex \"%s\" cannot read what comes of these: %s"
              .formatted(
                  WANTED,
                  Arrays.toString(input()),
                  name,
                  tellsWhy ? e.getMessage() : "it gets " + Arrays.toString(inputs)),
          e);
    }
  }

  /** What a vertex gives, as far as that does not depend on the input; else null. */
  private InputType stated(String name, Map<String, InputType> found) {
    if (!found.containsKey(name)) {
      found.put(name, null); // The input, or a vertex that is being asked.
      if (conf.getVertices().containsKey(name)) {
        InputType[] inputs = below(name, input -> stated(input, found));
        found.put(name, OutputType.stated(conf.getVertices().get(name), inputs));
      }
    }
    return found.get(name);
  }

  private InputType[] below(String name, Function<String, InputType> type) {
    return conf.getVertexInputs().get(name).stream().map(type).toArray(InputType[]::new);
  }

  /**
   * {@return how many multiplications one example takes, from above: each parameter is used once at
   * each position; infinity if the shape of a vertex is not known}
   */
  public double multiplications() {
    double multiplications = 0;
    for (String name : conf.getVertices().keySet()) {
      long[] shape;
      try {
        shape = of(name).getShape();
      } catch (RuntimeException e) {
        return Double.POSITIVE_INFINITY;
      }
      double positions = product(Arrays.stream(shape).skip(1));
      multiplications +=
          product(Arrays.stream(shape)) + positions * conf.getVertices().get(name).numParams(true);
    }
    return multiplications;
  }

  private static double product(LongStream sizes) {
    return sizes
        .mapToDouble(size -> size < 0 ? Double.POSITIVE_INFINITY : size)
        .reduce(1, (a, b) -> a * b);
  }
}
