package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.columns.Column;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.DecodedRows;
import org.autoencoderzoo.columns.EncodedRows;
import org.autoencoderzoo.columns.NameCheck;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.Windows;
import org.autoencoderzoo.columns.WrongTableException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Applies a model of the rows of a table, some rows at a time, and writes CSV with a header. */
final class TableTransform {

  private static final int BATCH = 1024;

  /** In the header, before the number of a code unit. */
  static final String CODE = "code_";

  /** In the header, above the number of the first step of a window, from 1. */
  private static final String FIRST_STEP = "first_step";

  /** What is read and what is written. */
  enum Kind {
    /** Rows of a table become codes. */
    ENCODE,
    /** Codes become rows of the table. */
    DECODE,
    /** Rows of a table become what the model makes of them; what is missing is filled in. */
    RECONSTRUCT,
    /** Rows of a table stay what they are, but for what is missing. */
    FILL
  }

  private final Autoencoder autoencoder;
  private final Columns columns;
  private final Kind kind;
  private final Optional<Windows> windows;
  private final Optional<String> id;
  private final boolean isLabelKept;
  private final PrintWriter err;
  private long done;

  TableTransform(
      Autoencoder autoencoder,
      Kind kind,
      Optional<Windows> windows,
      Optional<String> id,
      boolean isLabelKept,
      PrintWriter err) {
    this.autoencoder = autoencoder;
    this.columns = autoencoder.columns().orElseThrow();
    this.kind = kind;
    this.windows = windows;
    this.id = id;
    this.isLabelKept = isLabelKept;
    this.err = err;
  }

  /** Reads all rows of a table and writes as many. */
  void run(Table table, Writer out) throws IOException {
    RowProgress progress = new RowProgress(err);
    if (kind == Kind.DECODE) {
      decode(table, out, progress);
    } else {
      apply(table, out, progress);
    }
    progress.done(table.name());
  }

  private void apply(Table table, Writer out, RowProgress progress) throws IOException {
    if (kind == Kind.FILL && windows.isPresent()) {
      throw new WrongTableException(
          "--fill has no meaning for windows: a step stands in several; leave it out");
    }
    List<String> names = table.names();
    say(table, columns.check(names));
    List<String> carried = kind == Kind.FILL ? names : carried(names);
    List<String> header = new ArrayList<>(carried);
    windows.ifPresent(steps -> header.add(0, FIRST_STEP));
    if (kind != Kind.FILL) {
      header.addAll(kind == Kind.ENCODE ? codeNames() : resultNames(names));
    }
    CsvLines lines = new CsvLines(out);
    OtherTexts others = new OtherTexts();
    Gaps gaps = new Gaps(columns, names);
    try (Rows rows = columns.open(table, carried.toArray(String[]::new))) {
      lines.write(header);
      EncodedRows some = columns.encode(rows, BATCH);
      while (some != null) {
        if (kind == Kind.ENCODE) {
          INDArray codes = autoencoder.encode(some.x());
          writeNumbers(lines, beside(some), codes);
          close(codes);
        } else if (kind == Kind.FILL) {
          INDArray y = autoencoder.reconstruct(some.x(), some.mask());
          gaps.write(lines, some.carried(), columns.decode(y));
          close(y);
        } else {
          INDArray y = autoencoder.reconstruct(some.x(), some.mask());
          writeRows(lines, beside(some), header, y);
          close(y);
        }
        done += some.size();
        progress.add(some.size());
        others.add(some.others());
        close(some.x(), some.mask());
        Ae.requireWritten(out);
        some = columns.encode(rows, BATCH);
      }
    }
    others.say(table.name(), err);
    if (kind == Kind.FILL) {
      err.printf(Locale.ROOT, "%s: %,d cells filled in%n", table.name(), gaps.filled());
    }
  }

  /** What stands beside the results: of windows, first the number of their first step. */
  private List<List<String>> beside(EncodedRows rows) {
    if (windows.isEmpty()) {
      return rows.carried();
    }
    List<List<String>> beside = new ArrayList<>(rows.carried());
    beside.add(
        0,
        LongStream.range(done, done + rows.size())
            .mapToObj(window -> Long.toString(window * windows.get().stride() + 1))
            .toList());
    return beside;
  }

  /** What differs from the table of the training, if that is no error. */
  private void say(Table table, NameCheck check) {
    if (check.missing().isEmpty() && !check.isSame()) {
      err.println("ae: " + table.name() + " " + check.message());
      err.flush();
    }
  }

  /** Columns that stand beside the results: an identifier, and the label if that is wanted. */
  private List<String> carried(List<String> names) throws WrongTableException {
    if (isLabelKept && columns.label().isEmpty()) {
      throw new WrongTableException(
          "the model has no label column to keep; carry a column through with --id");
    }
    Stream<String> identifier =
        id.or(() -> columns.ignored().stream().findFirst().filter(names::contains)).stream()
            .flatMap(name -> ofSteps(name, names));
    return Stream.concat(identifier, isLabelKept ? columns.label().stream() : Stream.empty())
        .distinct()
        .toList();
  }

  /** Of windows, a column at their first and at their last step. */
  private Stream<String> ofSteps(String name, List<String> names) {
    String column = name.replaceFirst("\\[1\\]$", "");
    return windows
        .map(steps -> Stream.of(column + "[1]", column + "[" + steps.length() + "]"))
        .filter(steps -> names.contains(column + "[1]"))
        .orElse(Stream.of(name));
  }

  /** The columns that the model makes, in the order of the table. */
  private List<String> resultNames(List<String> names) {
    List<String> made = columns.columns().stream().map(Column::name).toList();
    return names.stream()
        .filter(name -> made.contains(name) || columns.constant().containsKey(name))
        .toList();
  }

  private List<String> codeNames() {
    return IntStream.rangeClosed(1, autoencoder.codeSize()).mapToObj(i -> CODE + i).toList();
  }

  private void writeNumbers(CsvLines lines, List<List<String>> carried, INDArray values)
      throws IOException {
    int width = Math.toIntExact(values.size(1));
    float[] all = values.dup('c').data().asFloat();
    for (int row = 0; row < values.size(0); row++) {
      for (List<String> column : carried) {
        lines.cell(column.get(row));
      }
      for (int i = 0; i < width; i++) {
        lines.number(all[row * width + i]);
      }
      lines.end();
    }
  }

  /** Cells of the header from the model, behind those that are carried. */
  private void writeRows(
      CsvLines lines, List<List<String>> carried, List<String> header, INDArray y)
      throws IOException {
    DecodedRows rows = columns.decode(y);
    List<String> made = columns.columns().stream().map(Column::name).toList();
    int[] places = header.stream().skip(carried.size()).mapToInt(made::indexOf).toArray();
    for (int row = 0; row < rows.size(); row++) {
      for (List<String> column : carried) {
        lines.cell(column.get(row));
      }
      for (int i = 0; i < places.length; i++) {
        lines.cell(
            places[i] < 0
                ? columns.constant().get(header.get(carried.size() + i))
                : rows.text(row, places[i]));
      }
      lines.end();
    }
  }

  private void decode(Table table, Writer out, RowProgress progress) throws IOException {
    List<String> names = table.names();
    int[] codes = codes(table, names);
    List<Integer> carried = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      if (IntStream.of(codes).noneMatch(code -> code == column)) {
        carried.add(i);
      }
    }
    List<String> header = new ArrayList<>();
    carried.forEach(i -> header.add(names.get(i)));
    columns.columns().forEach(column -> header.add(column.name()));
    header.addAll(columns.constant().keySet());
    CsvLines lines = new CsvLines(out);
    lines.write(header);
    try (Rows rows = table.open()) {
      CodeRows some = CodeRows.next(rows, codes, carried, BATCH);
      while (some != null) {
        INDArray y = autoencoder.decode(some.codes());
        writeRows(lines, some.carried(), header, y);
        progress.add(some.codes().size(0));
        close(y, some.codes());
        Ae.requireWritten(out);
        some = CodeRows.next(rows, codes, carried, BATCH);
      }
    }
  }

  /** Where the units of the code stand: by their names, or, without such, from the last column. */
  private int[] codes(Table table, List<String> names) throws WrongTableException {
    List<String> wanted = codeNames();
    if (names.containsAll(wanted)) {
      return wanted.stream().mapToInt(names::indexOf).toArray();
    }
    if (names.size() < wanted.size() || names.stream().anyMatch(wanted::contains)) {
      throw new WrongTableException(
          "%s has the columns %s, expected %s%d to %s%d, as 'ae encode' writes them"
              .formatted(table.name(), names, CODE, 1, CODE, wanted.size()));
    }
    return IntStream.range(names.size() - wanted.size(), names.size()).toArray();
  }

  /** Memory outside of the heap would wait for a garbage collection. */
  private static void close(INDArray... arrays) {
    for (INDArray array : arrays) {
      if (array != null && array.closeable()) {
        array.close();
      }
    }
  }
}
