package org.autoencoderzoo.internal.graph;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reconstructs examples with gaps by the code that fits what is there. From the code h of the
 * example as given, each pass decodes {@code y = g(h)}, puts what is there in its place in y, and
 * moves the code by what that changes: {@code h += f(y + m (x - y)) - f(y)}. Where it comes to
 * rest, y is as the example where that is known, as far as f can tell, whatever the first guess
 * was. The difference cancels what a model that was trained with gaps makes of its own
 * reconstructions, which are too large for it: to take {@code f(y + m (x - y))} itself would go
 * astray by that.
 *
 * @param inference encodes and decodes
 * @param shape of one example
 */
record Imputation(Inference inference, long[] shape) {

  private static final int MOST_PASSES = 100;

  /** A change of a filled value that ends the passes: values have a deviation of about 1. */
  private static final double SETTLED = 1e-4;

  /**
   * Fills gaps.
   *
   * @param x examples, at least one, not modified
   * @param weights of their shape, 0 where a value is missing
   * @param y their reconstructions, overwritten where an example has gaps
   * @return y
   */
  INDArray fill(INDArray x, INDArray weights, INDArray y) {
    INDArray seen = flat(weights).gt(0).castTo(y.dataType());
    double[] counts = seen.sum(1).toDoubleVector();
    long size = seen.size(1);
    int[] rows =
        IntStream.range(0, counts.length)
            .filter(n -> counts[n] < size && counts[n] >= inference.codeSize())
            .toArray();
    if (rows.length > 0) {
      fill(some(flat(x), rows), some(seen, rows), rows, flat(y));
    }
    return y;
  }

  /** Leaves those as they are, if any, of which what is there would become worse. */
  private void fill(INDArray x, INDArray seen, int[] rows, INDArray y) {
    INDArray first = some(y, rows);
    INDArray last = filled(x, seen, first);
    double[] before = errors(x, seen, first);
    double[] after = errors(x, seen, last);
    for (int i = 0; i < rows.length; i++) {
      if (after[i] <= before[i]) {
        y.putRow(rows[i], last.getRow(i));
      }
    }
  }

  private INDArray filled(INDArray x, INDArray seen, INDArray first) {
    INDArray codes = inference.encode(Batches.shaped(x, shape));
    INDArray y = first;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      INDArray known = y.add(x.sub(y).muli(seen));
      codes.addi(inference.encode(Batches.shaped(known, shape)));
      codes.subi(inference.encode(Batches.shaped(y, shape)));
      INDArray next = flat(inference.decode(codes));
      double change = next.sub(y).amaxNumber().doubleValue();
      y = next;
      if (change <= SETTLED) {
        break;
      }
    }
    return y;
  }

  private static double[] errors(INDArray x, INDArray seen, INDArray y) {
    INDArray difference = y.sub(x);
    return difference.muli(difference).muli(seen).sum(1).toDoubleVector();
  }

  private static INDArray some(INDArray all, int[] rows) {
    return Nd4j.pullRows(all, 1, rows);
  }

  /** One row for each example; a view, if it is row-major. */
  private static INDArray flat(INDArray examples) {
    return examples.reshape('c', examples.size(0), -1);
  }
}
