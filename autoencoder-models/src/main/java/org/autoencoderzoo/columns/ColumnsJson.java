package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.autoencoderzoo.internal.files.BoundedJson;
import org.autoencoderzoo.internal.files.Excerpt;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** {@link Layout} as JSON. Units are not written: they follow from the order of the columns. */
final class ColumnsJson {

  private static final String NAME = "the description of the columns";
  private static final int MOST_MESSAGE = 300;

  /** Of all columns together; a text of the allowed length could ask for billions. */
  private static final int MOST_UNITS = 1 << 20;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ColumnsJson() {}

  static String write(Layout layout) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("rows", layout.rows());
    if (layout.label() != null) {
      all.put("label", layout.label());
    }
    if (layout.weight() != null) {
      all.put("weight", layout.weight());
    }
    all.put("ignored", layout.ignored());
    all.put("constant", layout.constant());
    all.put("missing_texts", layout.missingTexts());
    all.put("columns", layout.columns().stream().map(ColumnsJson::write).toList());
    try {
      return BoundedJson.checked(NAME, MAPPER.writeValueAsString(all));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The columns cannot be saved: " + e.getMessage() + "; leave some out", e);
    }
  }

  private static Map<String, Object> write(Column column) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", column.name());
    fields.put("kind", JsonFields.nameOf(column.kind()));
    if (column instanceof NumberColumn numbers) {
      write(numbers, fields);
    } else if (column instanceof CategoryColumn levels) {
      write(levels, fields);
    } else {
      write((DateTimeColumn) column, fields);
    }
    fields.put("missing", column.missing());
    return fields;
  }

  private static void write(NumberColumn column, Map<String, Object> fields) {
    fields.put("scaling", JsonFields.nameOf(column.type().scaling()));
    fields.put("transform", JsonFields.nameOf(column.type().transform()));
    if (Double.isFinite(column.type().clip())) {
      fields.put("clip", column.type().clip());
    }
    fields.put("centre", column.centre());
    fields.put("scale", column.scale());
    fields.put("centre_unit", column.centreUnit());
    fields.put("mean", column.mean());
    fields.put("deviation", column.deviation());
    fields.put("least", column.least());
    fields.put("greatest", column.greatest());
    fields.put("distinct", column.distinct());
    fields.put("seen", column.seen());
  }

  private static void write(CategoryColumn column, Map<String, Object> fields) {
    fields.put("levels", column.levels());
    fields.put("rows", column.rows());
    fields.put("other_units", column.otherUnits());
    fields.put("other_levels", column.otherLevels());
    fields.put("other_rows", column.otherRows());
    fields.put("shares", column.shares());
  }

  private static void write(DateTimeColumn column, Map<String, Object> fields) {
    fields.put("pattern", column.type().pattern());
    fields.put("parts", column.type().parts().stream().map(JsonFields::nameOf).toList());
    fields.put("scaling", JsonFields.nameOf(column.type().scaling()));
    fields.put("centre", column.centre());
    fields.put("scale", column.scale());
    fields.put("centre_units", column.centreUnits());
    fields.put("step", column.step());
    fields.put("seen", column.seen());
  }

  static Layout read(String json) throws IOException {
    BoundedJson.checked(NAME, json);
    try {
      return read(JsonFields.of(NAME, MAPPER.readTree(json)));
    } catch (JsonProcessingException e) {
      throw new IOException(BoundedJson.invalid(NAME, e), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(NAME + ": " + Excerpt.of(e.getMessage(), MOST_MESSAGE), e);
    }
  }

  private static Layout read(JsonFields fields) throws IOException {
    JsonNode list = fields.node().get("columns");
    fields.require(list != null && list.isArray() && !list.isEmpty(), "columns", "a list");
    List<Column> columns = new ArrayList<>();
    int unit = 0;
    for (JsonNode node : list) {
      Column column = column(JsonFields.of("a column", node), unit);
      columns.add(column);
      unit = column.units().to();
      fields.require(unit <= MOST_UNITS, "columns", "of at most %,d units".formatted(MOST_UNITS));
    }
    Layout layout =
        new Layout(
            columns,
            fields.textOrNull("label"),
            fields.textOrNull("weight"),
            fields.texts("ignored"),
            constant(fields),
            fields.texts("missing_texts"),
            fields.whole("rows"));
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      fields.require(names.add(column.name()), "columns", "of different names");
    }
    fields.require(layout.label() == null || names.add(layout.label()), "label", "no column");
    fields.require(layout.weight() == null || names.add(layout.weight()), "weight", "no column");
    return layout;
  }

  private static Map<String, String> constant(JsonFields fields) throws IOException {
    JsonFields constant = JsonFields.of("\"constant\" of " + NAME, fields.node().get("constant"));
    Map<String, String> values = new LinkedHashMap<>();
    for (var names = constant.node().fieldNames(); names.hasNext(); ) {
      String name = names.next();
      values.put(name, constant.text(name));
    }
    return values;
  }

  private static Column column(JsonFields unnamed, int unit) throws IOException {
    JsonFields fields = unnamed.with(unnamed.text("name"));
    ColumnKind kind = fields.oneOf(ColumnKind.class, "kind");
    return switch (kind) {
      case NUMBER -> number(fields, unit);
      case CATEGORY, BOOLEAN -> category(fields, kind, unit);
      case DATE_TIME -> dateTime(fields, unit);
    };
  }

  private static NumberColumn number(JsonFields fields, int unit) throws IOException {
    return new NumberColumn(
        fields.text("name"),
        unit,
        new NumberType(
            fields.oneOf(Scaling.class, "scaling"),
            fields.oneOf(Transform.class, "transform"),
            fields.has("clip") ? fields.number("clip") : Double.POSITIVE_INFINITY),
        fields.number("centre"),
        fields.number("scale"),
        fields.number("centre_unit"),
        fields.number("mean"),
        fields.number("deviation"),
        fields.number("least"),
        fields.number("greatest"),
        fields.count("distinct"),
        fields.whole("seen"),
        fields.whole("missing"));
  }

  private static CategoryColumn category(JsonFields fields, ColumnKind kind, int unit)
      throws IOException {
    return new CategoryColumn(
        fields.text("name"),
        unit,
        kind,
        fields.texts("levels"),
        fields.wholes("rows"),
        fields.count("other_units"),
        fields.whole("other_levels"),
        fields.whole("other_rows"),
        fields.numbers("shares"),
        fields.whole("missing"));
  }

  private static DateTimeColumn dateTime(JsonFields fields, int unit) throws IOException {
    return new DateTimeColumn(
        fields.text("name"),
        unit,
        new DateTimeType(
            fields.text("pattern"),
            fields.allOf(CalendarPart.class, "parts"),
            fields.oneOf(Scaling.class, "scaling")),
        fields.number("centre"),
        fields.number("scale"),
        fields.numbers("centre_units"),
        fields.count("step"),
        fields.whole("seen"),
        fields.whole("missing"));
  }
}
