package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Encodes some rows of one pass: the columns, then label and weight if there are such. */
final class RowEncoder {

  private static final int FIRST_ROWS = 1024;

  private final Coding[] codings;
  private final int width;
  private final int label;
  private final NumberCells weights;
  private final int weight;
  private final MissingTexts missing;

  /**
   * An encoder.
   *
   * @param labelled whether the column after the last one is a label
   * @param weights reads the column after that; null if there is none
   */
  RowEncoder(
      List<Coding> codings,
      int width,
      boolean labelled,
      NumberCells weights,
      MissingTexts missing) {
    this.codings = codings.toArray(Coding[]::new);
    this.width = width;
    this.label = labelled ? this.codings.length : OrderedRows.ABSENT;
    this.weights = weights;
    this.weight = this.codings.length + (labelled ? 1 : 0);
    this.missing = missing;
  }

  /** Of columns that stand in the order of the fit. */
  int columns() {
    return codings.length + (label >= 0 ? 1 : 0) + (weights != null ? 1 : 0);
  }

  /** Null at the end. */
  EncodedRows encode(OrderedRows rows, int most) throws IOException {
    Rows source = rows.source();
    int[] places = new int[codings.length];
    Arrays.setAll(places, rows::place);
    boolean isWeighted = weights != null && rows.place(weight) != OrderedRows.ABSENT;
    OtherTexts others = new OtherTexts();
    List<String> labels = new ArrayList<>();
    List<List<String>> carried = new ArrayList<>();
    for (int i = columns(); i < rows.columns(); i++) {
      carried.add(new ArrayList<>());
    }
    float[] x = new float[Math.multiplyExact(Math.min(most, FIRST_ROWS), width)];
    float[] mask = null;
    int row = 0;
    for (int n = 0; n < most && source.next(); n++, row += width) {
      if (row == x.length) {
        int length = (int) Math.min((long) most * width, Math.multiplyExact(2L, row));
        x = Arrays.copyOf(x, length);
        mask = mask == null ? null : grown(mask, length);
      }
      for (int i = 0; i < codings.length; i++) {
        if (!codings[i].encode(source, places[i], x, row, others)) {
          mask = mask == null ? grown(new float[0], x.length) : mask;
          int first = row + codings[i].from();
          Arrays.fill(mask, first, first + codings[i].units(), 0);
        }
      }
      if (isWeighted) {
        float times = (float) RowWeight.read(weights, rows, weight);
        if (times != 1) {
          mask = mask == null ? grown(new float[0], x.length) : mask;
          for (int i = row; i < row + width; i++) {
            mask[i] *= times;
          }
        }
      }
      if (label >= 0) {
        String text = rows.text(label);
        labels.add(missing.contains(text) ? null : text);
      }
      for (int i = 0; i < carried.size(); i++) {
        carried.get(i).add(rows.text(columns() + i));
      }
    }
    return row == 0
        ? null
        : new EncodedRows(
            array(x, row), mask == null ? null : array(mask, row), labels, others.rows(), carried);
  }

  private static float[] grown(float[] mask, int length) {
    float[] longer = Arrays.copyOf(mask, length);
    Arrays.fill(longer, mask.length, length, 1);
    return longer;
  }

  private INDArray array(float[] values, int length) {
    float[] used = values.length == length ? values : Arrays.copyOf(values, length);
    return Nd4j.create(used, new long[] {length / width, width}, 'c');
  }
}
