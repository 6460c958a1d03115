package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Encodes some rows of one pass: the columns, then label and weight if there are such. */
final class RowEncoder {

  private static final int FIRST_ROWS = 1024;
  private static final int ABSENT = -1;

  private final Coding[] codings;
  private final int width;
  private final MissingTexts missing;

  /** The columns that are read. */
  private final List<String> names = new ArrayList<>();

  /** Their places among these. */
  private final int label;

  private final int weight;
  private final Cells weights;

  RowEncoder(Layout layout, List<Coding> codings, int width) {
    this.codings = codings.toArray(Coding[]::new);
    this.width = width;
    this.missing = new MissingTexts(layout.missingTexts());
    layout.columns().forEach(column -> names.add(column.name()));
    this.label = added(layout.label());
    this.weight = added(layout.weight());
    this.weights = new Cells(layout.weight(), missing);
  }

  private int added(String name) {
    if (name == null) {
      return ABSENT;
    }
    names.add(name);
    return names.size() - 1;
  }

  List<String> names() {
    return names;
  }

  /** A pass over rows, with the place of each column that is read. */
  private record OrderedRows(Rows source, int[] places) implements Rows {

    @Override
    public boolean next() throws IOException {
      return source.next();
    }

    @Override
    public String text(int column) {
      return places[column] == ABSENT ? null : source.text(places[column]);
    }

    @Override
    public double number(int column) {
      return places[column] == ABSENT ? Double.NaN : source.number(places[column]);
    }

    @Override
    public String where() {
      return source.where();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }

  /**
   * Opens a table that has the columns, in any order.
   *
   * @param found names of its columns
   * @param carried names of more columns that it must have
   */
  Rows open(Table table, List<String> found, List<String> carried) throws IOException {
    List<String> wanted = new ArrayList<>(names);
    wanted.addAll(carried);
    int[] places = wanted.stream().mapToInt(found::indexOf).toArray();
    for (int i = 0; i < places.length; i++) {
      String name = WrongTableException.quoted(wanted.get(i));
      if (places[i] != found.lastIndexOf(wanted.get(i))) {
        throw new WrongTableException(table.name() + " has two columns " + name);
      }
      if (places[i] == ABSENT && i >= names.size()) {
        throw new WrongTableException(table.name() + " has no column " + name);
      }
    }
    return new OrderedRows(table.open(), places);
  }

  /**
   * Encodes the next rows.
   *
   * @param rows opened here, or with the columns in order
   * @return null at the end
   */
  EncodedRows encode(Rows rows, int most) throws IOException {
    OrderedRows ordered =
        rows instanceof OrderedRows opened
            ? opened
            : new OrderedRows(rows, IntStream.range(0, names.size()).toArray());
    Arguments.require(
        ordered.places.length >= names.size(),
        "rows",
        "of " + ordered.places.length + " columns",
        "opened by these columns");
    return encode(ordered.source, ordered.places, most);
  }

  private EncodedRows encode(Rows source, int[] places, int most) throws IOException {
    Map<String, Map<String, Integer>> others = new LinkedHashMap<>();
    List<String> labels = new ArrayList<>();
    List<List<String>> carried = new ArrayList<>();
    for (int i = names.size(); i < places.length; i++) {
      carried.add(new ArrayList<>());
    }
    boolean isWeighted = weight != ABSENT && places[weight] != ABSENT;
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
          int first = row + codings[i].from;
          Arrays.fill(mask, first, first + codings[i].units(), 0);
        }
      }
      float times = isWeighted ? (float) weights.weight(source, places[weight]) : 1;
      if (times != 1) {
        mask = mask == null ? grown(new float[0], x.length) : mask;
        for (int i = row; i < row + width; i++) {
          mask[i] *= times;
        }
      }
      if (label != ABSENT) {
        String text = places[label] == ABSENT ? null : source.text(places[label]);
        labels.add(missing.contains(text) ? null : text);
      }
      for (int i = 0; i < carried.size(); i++) {
        carried.get(i).add(source.text(places[names.size() + i]));
      }
    }
    return row == 0
        ? null
        : new EncodedRows(
            array(x, row),
            mask == null ? null : array(mask, row),
            labels,
            Collections.unmodifiableMap(others),
            carried);
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
