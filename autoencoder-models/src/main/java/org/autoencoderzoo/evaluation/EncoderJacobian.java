package org.autoencoderzoo.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.DenseRuntime;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The Jacobian {@code J = dh/dx} of an encoder that is a chain of dense layers: {@code J =
 * diag(f_L') W_L^T ... diag(f_1') W_1^T}, exact, at each example.
 */
public final class EncoderJacobian {

  /** Examples that {@link Evaluation} averages over: enough for three digits. */
  static final int EXAMPLES = 1000;

  private static final int BATCH_ROWS = 4096;

  private static final WorkspaceConfiguration WORKSPACE =
      WorkspaceConfiguration.builder().policyLearning(LearningPolicy.FIRST_LOOP).build();

  private final List<DenseRuntime> chain;

  private EncoderJacobian(List<DenseRuntime> chain) {
    this.chain = chain;
  }

  /**
   * Finds the encoder's layers.
   *
   * @param network with the vertices of an autoencoder
   * @return the Jacobian, or nothing if the encoder is no chain of dense layers
   */
  public static Optional<EncoderJacobian> of(ComputationGraph network) {
    Deque<DenseRuntime> chain = new ArrayDeque<>();
    String name = Autoencoder.CODE;
    while (!name.equals(Autoencoder.INPUT)) {
      Layer layer = network.getVertex(name).getLayer();
      layer = layer instanceof BaseWrapperLayer frozen ? frozen.getUnderlying() : layer;
      List<String> inputs = network.getConfiguration().getVertexInputs().get(name);
      if (!(layer instanceof DenseRuntime dense) || inputs.size() != 1) {
        return Optional.empty();
      }
      chain.addFirst(dense);
      name = inputs.get(0);
    }
    return Optional.of(new EncoderJacobian(new ArrayList<>(chain)));
  }

  /**
   * The Frobenius norm {@code ||J(x)||_F} at each example.
   *
   * @param x examples {@code [N, D]}, not modified
   * @return {@code [N]}
   */
  public INDArray norms(INDArray x) {
    return chain.size() == 1
        ? norms(chain.get(0), chain.get(0).derivativeAt(x))
        : inBatches(x, rows -> at(x.get(rows)));
  }

  /**
   * How far the Jacobian moves with each example: {@code ||J(x) - J(x~)||_F}.
   *
   * @param x examples {@code [N, D]}, not modified
   * @param moved the same examples after a move {@code [N, D]}, not modified
   * @return {@code [N]}
   */
  public INDArray changes(INDArray x, INDArray moved) {
    return chain.size() == 1
        ? norms(chain.get(0), chain.get(0).derivativeAt(x).subi(chain.get(0).derivativeAt(moved)))
        : inBatches(x, rows -> at(x.get(rows)).subi(at(moved.get(rows))));
  }

  /** Of {@code diag(d) W^T}, whose squared norm is {@code sum_j d_j^2 ||W_:j||^2}. */
  private static INDArray norms(DenseRuntime layer, INDArray diagonals) {
    return diagonals.muliRowVector(layer.getParam("W").norm2(0)).norm2(1);
  }

  private INDArray inBatches(INDArray x, Function<INDArrayIndex, INDArray> matrices) {
    INDArray norms = Nd4j.create(x.dataType(), x.size(0));
    int examples = Math.max(1, BATCH_ROWS / codeSize());
    // Batches are large, and garbage is collected late.
    MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager().getWorkspaceForCurrentThread(WORKSPACE, "EncoderJacobian");
    try {
      for (long from = 0; from < x.size(0); from += examples) {
        INDArrayIndex rows = NDArrayIndex.interval(from, Math.min(x.size(0), from + examples));
        workspace.notifyScopeEntered();
        try (workspace) {
          INDArray batch = matrices.apply(rows);
          norms.get(rows).assign(batch.reshape(batch.size(0), -1).norm2(1));
        }
      }
    } finally {
      Nd4j.getWorkspaceManager().destroyWorkspace(workspace);
    }
    return norms;
  }

  /**
   * The Jacobian at each example.
   *
   * @param x examples {@code [N, D]}, not modified; N times the code size rows of D are allocated
   * @return {@code [N, codeSize, D]}
   */
  public INDArray at(INDArray x) {
    List<INDArray> derivatives = new ArrayList<>();
    INDArray h = x;
    for (DenseRuntime layer : chain) {
      derivatives.add(layer.derivativeAt(h));
      h = layer.outputAt(h);
    }
    long n = x.size(0);
    int last = chain.size() - 1;
    INDArray w = chain.get(last).getParam("W");
    INDArray rows =
        derivatives
            .get(last)
            .reshape(n, codeSize(), 1)
            .mul(w.transpose().reshape(1, codeSize(), w.size(0)));
    for (int i = last - 1; i >= 0; i--) {
      w = chain.get(i).getParam("W");
      long units = w.size(1);
      INDArray delta = rows.mul(derivatives.get(i).reshape(n, 1, units));
      rows =
          delta
              .reshape(n * codeSize(), units)
              .mmul(w.transpose())
              .reshape(n, codeSize(), w.size(0));
    }
    return rows;
  }

  private int codeSize() {
    return (int) chain.get(chain.size() - 1).getParam("W").size(1);
  }
}
