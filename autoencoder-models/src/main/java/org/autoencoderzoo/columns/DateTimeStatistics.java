package org.autoencoderzoo.columns;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a fit gathers of a column of dates. */
final class DateTimeStatistics extends ColumnStatistics {

  private static final long serialVersionUID = 1L;
  private static final int NONE_YET = -1;
  private static final int SEVERAL = -2;

  private final DateTimeType type;
  private final DateTimeFormat format;
  private final Scaler scaler;
  private final CalendarPart[] parts;

  /** The step that all have had so far, for each part. */
  private final int[] steps;

  /** Days, hours, minutes or seconds, of which all times are multiples. */
  private int step = CalendarPart.DAY;

  private final double[] sines;
  private final double[] cosines;

  DateTimeStatistics(Cells cells, DateTimeType type) {
    super(cells);
    this.type = type;
    this.format = new DateTimeFormat(type.pattern());
    this.scaler = new Scaler(type.scaling(), Transform.IDENTITY);
    this.parts = type.parts().toArray(CalendarPart[]::new);
    this.steps = new int[parts.length];
    Arrays.fill(steps, NONE_YET);
    this.sines = new double[parts.length];
    this.cosines = new double[parts.length];
  }

  @Override
  boolean addValue(Rows rows, int at, double weight) throws WrongTableException {
    LocalDateTime time = format.read(cells(), rows, at);
    if (time == null) {
      return false;
    }
    scaler.add(DateTimeFormat.seconds(time), weight);
    while (step > 1 && time.toLocalTime().toSecondOfDay() % step != 0) {
      step = step == CalendarPart.DAY ? 3600 : step / 60;
    }
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] != CalendarPart.TIME) {
        steps[i] = joined(steps[i], parts[i].step(time));
        double angle = parts[i].angle(time);
        sines[i] += weight * Math.sin(angle);
        cosines[i] += weight * Math.cos(angle);
      }
    }
    return true;
  }

  private static int joined(int one, int other) {
    return one == NONE_YET || one == other ? other : other == NONE_YET ? one : SEVERAL;
  }

  @Override
  void mergeValues(ColumnStatistics other) {
    DateTimeStatistics times = (DateTimeStatistics) other;
    scaler.merge(times.scaler);
    step = Math.min(step, times.step);
    for (int i = 0; i < parts.length; i++) {
      steps[i] = joined(steps[i], times.steps[i]);
      sines[i] += times.sines[i];
      cosines[i] += times.cosines[i];
    }
  }

  @Override
  DateTimeType type() {
    return type;
  }

  @Override
  boolean isConstant() {
    return scaler.isConstant() || varying().isEmpty();
  }

  private List<CalendarPart> varying() {
    List<CalendarPart> varying = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == CalendarPart.TIME || steps[i] == SEVERAL) {
        varying.add(parts[i]);
      }
    }
    return varying;
  }

  @Override
  DateTimeColumn finish(int unit) {
    List<CalendarPart> varying = varying();
    List<Double> centre = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == CalendarPart.TIME) {
        centre.add(scaler.centreUnit());
      } else if (varying.contains(parts[i])) {
        centre.add(type.circleUnit(sines[i] / scaler.moments().weight()));
        centre.add(type.circleUnit(cosines[i] / scaler.moments().weight()));
      }
    }
    return new DateTimeColumn(
        column(),
        unit,
        type.withParts(varying.toArray(CalendarPart[]::new)),
        scaler.centre(),
        scaler.scale(),
        centre,
        step,
        seen(),
        missing());
  }
}
