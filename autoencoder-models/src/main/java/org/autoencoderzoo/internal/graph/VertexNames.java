package org.autoencoderzoo.internal.graph;

/** The names of an autoencoder's vertices. */
public final class VertexNames {

  /** The input. */
  public static final String INPUT = "input";

  /** The vertex whose output is the code. */
  public static final String CODE = "code";

  /** The output layer. */
  public static final String RECONSTRUCTION = "reconstruction";

  /** The output layer of a classifier that stands on the code. */
  public static final String CLASSES = "classes";

  private VertexNames() {}
}
