package org.autoencoderzoo.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Windows over the rows of a table that is a time series: a row is a step, the oldest first, and a
 * window is some steps that follow each other, as one row. Windows are a table themselves, so that
 * models, {@code fit}, errors by column and all else take them as they take any table.
 *
 * <pre>{@code
 * Windows windows = new Windows(24, 1);
 * Columns columns = windows.columns(Columns.builder().ignore("time").fit(hours));
 * Autoencoder autoencoder = Deep.builder().forColumns(columns).build().init();
 * autoencoder.fit(columns.examples(windows.over(hours)), training);
 * }</pre>
 *
 * @param length T, steps in a window
 * @param stride steps from the beginning of a window to that of the next
 */
public record Windows(int length, int stride) {

  private static final int LONGEST = 1_000_000;

  /** Of a window: as many as a model of rows may read. */
  private static final int MOST_UNITS = 1_000_000;

  /** How the scores of the windows that hold a step become that of the step. */
  public enum Combination {
    /** Their mean. */
    MEAN,
    /** The greatest of them. */
    GREATEST
  }

  /**
   * Windows of these measures.
   *
   * @param length T, steps in a window
   * @param stride steps from the beginning of a window to that of the next
   * @throws IllegalArgumentException if one is not 1 to 1,000,000
   */
  public Windows {
    Arguments.between("length", length, 1, LONGEST);
    Arguments.between("stride", stride, 1, LONGEST);
  }

  /**
   * {@return how many windows a series has}
   *
   * @param steps of the series, at least 0
   * @throws IllegalArgumentException if it is negative
   */
  public long count(long steps) {
    Arguments.atLeast("steps", steps, 0);
    return steps < length ? 0 : (steps - length) / stride + 1;
  }

  /**
   * The windows as rows: {@code x[1]} to {@code x[T]} for a column x of the steps, {@code x[T]}
   * being that of the newest. Steps behind the last full window are left out.
   *
   * @param steps the series, in the order of time
   * @return a table that reads the series once in each pass, and holds T steps
   * @throws IllegalArgumentException if it is null
   */
  public Table over(Table steps) {
    Arguments.given("steps", steps);
    return new WindowTable(this, steps);
  }

  /** The name of a column at a step of the window, from 1. */
  static String name(String column, int step) {
    return column + "[" + step + "]";
  }

  /**
   * The columns of the windows, from those of the steps: scaling and levels are the same at every
   * step. Label and weight of a window are those of its last step.
   *
   * @param ofSteps fitted on the series
   * @return columns that encode the rows of {@link #over}: {@code [N, C * T]}, for each column of
   *     the steps its T steps
   * @throws IllegalArgumentException if it is null, or a window would have more than 1,000,000
   *     units
   */
  public Columns columns(Columns ofSteps) {
    Arguments.given("ofSteps", ofSteps);
    Arguments.check(
        (long) ofSteps.width() * length <= MOST_UNITS,
        "Windows of %d steps of %d units are longer than %d units; use a smaller length",
        length,
        ofSteps.width(),
        MOST_UNITS);
    Layout layout = ofSteps.layout();
    List<Column> columns = new ArrayList<>();
    int unit = 0;
    for (Column column : layout.columns()) {
      for (int step = 1; step <= length; step++) {
        Column at = at(column, name(column.name(), step), unit);
        columns.add(at);
        unit = at.units().to();
      }
    }
    List<String> ignored = new ArrayList<>();
    layout.ignored().forEach(name -> addAll(name, length, ignored));
    Map<String, String> constant = new LinkedHashMap<>();
    layout
        .constant()
        .forEach(
            (name, value) -> {
              for (int step = 1; step <= length; step++) {
                constant.put(name(name, step), value);
              }
            });
    return new Columns(
        new Layout(
            columns,
            last(layout.label(), ignored),
            last(layout.weight(), ignored),
            ignored,
            constant,
            layout.missingTexts(),
            layout.rows()));
  }

  /** Those of the other steps are ignored. */
  private String last(String column, List<String> ignored) {
    if (column == null) {
      return null;
    }
    addAll(column, length - 1, ignored);
    return name(column, length);
  }

  private static void addAll(String column, int steps, List<String> names) {
    for (int step = 1; step <= steps; step++) {
      names.add(name(column, step));
    }
  }

  private static Column at(Column column, String name, int unit) {
    if (column instanceof NumberColumn c) {
      return new NumberColumn(
          name,
          unit,
          c.type(),
          c.centre(),
          c.scale(),
          c.centreUnit(),
          c.mean(),
          c.deviation(),
          c.least(),
          c.greatest(),
          c.distinct(),
          c.seen(),
          c.missing());
    }
    if (column instanceof CategoryColumn c) {
      return new CategoryColumn(
          name,
          unit,
          c.kind(),
          c.levels(),
          c.rows(),
          c.otherUnits(),
          c.otherLevels(),
          c.otherRows(),
          c.shares(),
          c.missing());
    }
    DateTimeColumn c = (DateTimeColumn) column;
    return new DateTimeColumn(
        name,
        unit,
        c.type(),
        c.centre(),
        c.scale(),
        c.centreUnits(),
        c.step(),
        c.seen(),
        c.missing());
  }

  /**
   * Encoded windows as sequences, for networks that read those.
   *
   * @param ofSteps fitted on the series; C is its {@link Columns#width()}
   * @param x encoded rows of the windows {@code [N, C * T]}, or their mask, not modified
   * @return {@code [N, C, T]}, a new array
   * @throws IllegalArgumentException if an argument is null, or x has another shape
   */
  public INDArray sequences(Columns ofSteps, INDArray x) {
    Arguments.given("ofSteps", ofSteps);
    Arguments.given("x", x);
    long width = ofSteps.width();
    Arguments.require(
        x.rank() == 2 && x.size(1) == width * length,
        "x",
        "of shape " + Arrays.toString(x.shape()),
        "of shape [N, %d]".formatted(width * length));
    INDArray sequences = Nd4j.create(x.dataType(), x.size(0), width, length);
    for (Column column : ofSteps.columns()) {
      UnitRange units = column.units();
      INDArray ofColumn =
          x.get(
              NDArrayIndex.all(),
              NDArrayIndex.interval((long) units.from() * length, (long) units.to() * length));
      sequences
          .get(
              NDArrayIndex.all(),
              NDArrayIndex.interval(units.from(), units.to()),
              NDArrayIndex.all())
          .assign(ofColumn.dup('c').reshape('c', x.size(0), length, units.size()).permute(0, 2, 1));
    }
    return sequences;
  }

  /**
   * Scores of windows as scores of steps.
   *
   * @param scores one for each window, the oldest first
   * @param steps of the series
   * @param combination of the scores of all windows that hold a step
   * @return one for each step; not a number for a step that no window holds: behind the last one,
   *     or between two if the stride is above the length
   * @throws IllegalArgumentException if scores or combination is null, or the series has another
   *     number of windows
   */
  public double[] toSteps(double[] scores, int steps, Combination combination) {
    Arguments.given("scores", scores);
    Arguments.given("combination", combination);
    Arguments.check(
        scores.length == count(steps),
        "There are %d scores, but %d steps have %d windows",
        scores.length,
        steps,
        count(steps));
    double[] ofSteps = new double[steps];
    int[] windows = new int[steps];
    for (int w = 0; w < scores.length; w++) {
      for (int step = w * stride; step < w * stride + length; step++) {
        boolean isFirst = windows[step]++ == 0;
        ofSteps[step] =
            combination == Combination.MEAN
                ? ofSteps[step] + scores[w]
                : isFirst ? scores[w] : Math.max(ofSteps[step], scores[w]);
      }
    }
    for (int step = 0; step < steps; step++) {
      if (combination == Combination.MEAN || windows[step] == 0) {
        ofSteps[step] = windows[step] == 0 ? Double.NaN : ofSteps[step] / windows[step];
      }
    }
    return ofSteps;
  }
}
