package org.autoencoderzoo.cli.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.autoencoderzoo.examples.page.Html;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a report shows of a model of the rows of a table.
 *
 * @param columns how well each is reconstructed, in the order of the table
 * @param rows some test rows beside their reconstructions
 * @param leftOut columns that are not learned, each with the reason
 * @param remarks on the table, each a sentence
 * @param originals test rows as the network takes them, {@code [n, D]}
 * @param reconstructions of these, {@code [n, D]}
 * @param pcaCodeSize components of PCA, where PCA is something to compare with
 */
public record ShownTable(
    List<ColumnError> columns,
    List<Row> rows,
    Map<String, String> leftOut,
    List<String> remarks,
    INDArray originals,
    INDArray reconstructions,
    OptionalInt pcaCodeSize)
    implements ShownExamples {

  /**
   * How well a column is reconstructed.
   *
   * @param name of the column
   * @param kind of its cells, in a word
   * @param unexplained the fraction of the variance that is not explained, at least 0; empty where
   *     all cells are the same
   * @param typical the error in the units of the column, or the share of cells that are right, in
   *     words; empty if there is no such figure
   * @param missing the share of cells without a value
   */
  public record ColumnError(
      String name, String kind, Optional<Double> unexplained, String typical, double missing) {}

  /**
   * A row of the table and what the model makes of it.
   *
   * @param title such as its label
   * @param cells for each of the columns
   */
  public record Row(String title, List<Cell> cells) {

    /** Copies the cells. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A cell.
   *
   * @param original what the table has; empty for a cell without a value
   * @param reconstruction what the model makes of it
   */
  public record Cell(Optional<String> original, String reconstruction) {}

  /**
   * Copies all but the arrays.
   *
   * @throws IllegalArgumentException if a row has not a cell for each column
   */
  public ShownTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    remarks = List.copyOf(remarks);
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            "The row %s has %d cells, expected one for each of %d columns"
                .formatted(row.title(), row.cells().size(), columns.size()));
      }
    }
  }

  @Override
  public String outcome(RunReport report) {
    return TableOutcome.of(report, this);
  }

  @Override
  public List<Html> sections(RunReport report) {
    List<Html> sections = new ArrayList<>();
    sections.add(TableSections.errors(this));
    sections.add(TableSections.rows(this));
    sections.addAll(LearningCurveSection.of(report));
    TableSections.leftOut(this).ifPresent(sections::add);
    CodeSection.of(report.codes()).ifPresent(codes -> sections.add(codes.html()));
    return sections;
  }
}
