package org.autoencoderzoo.datasets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.autoencoderzoo.columns.ColumnType;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.WrongTableException;

/**
 * A file of Weka's attribute-relation format, plain or compressed (gzip, xz): its header declares
 * names, types and levels. Rows may be dense or sparse; {@code ?} is a missing value. Relational
 * attributes and weights of rows are refused.
 */
public final class Arff implements Table {
  private static final Pattern DATA = Pattern.compile("(?im)^\\s*@data");

  private final TableBytes bytes;
  private TextStart start;
  private List<ArffAttribute> attributes;

  private Arff(TableBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * A file.
   *
   * @param file the file
   * @return the table; the file is opened when it is first needed
   */
  public static Arff of(Path file) {
    return new Arff(TableBytes.of(file));
  }

  @Override
  public String name() {
    return bytes.name();
  }

  /**
   * {@inheritDoc}
   *
   * @throws WrongTableException if the header is not of this format, or two columns have one name
   */
  @Override
  public List<String> names() throws IOException {
    return attributes().stream().map(ArffAttribute::name).toList();
  }

  @Override
  public Optional<ColumnType> declaredType(String column) throws IOException {
    return attributes().stream()
        .filter(attribute -> attribute.name().equals(column))
        .findFirst()
        .flatMap(ArffAttribute::type);
  }

  @Override
  public Rows open() throws IOException {
    attributes();
    Pass pass = new Pass(lines(bytes.open()));
    try {
      header(pass.lines);
      return pass;
    } catch (IOException | RuntimeException e) {
      pass.close();
      throw e;
    }
  }

  @Override
  public Map<String, String> identity() throws IOException {
    return bytes.identity();
  }

  private synchronized List<ArffAttribute> attributes() throws IOException {
    if (attributes == null) {
      start = TextStart.of(bytes, Optional.empty());
      try (BoundedLines lines = lines(new ByteArrayInputStream(head()))) {
        attributes = header(lines);
      }
    }
    return attributes;
  }

  /** The beginning, with the whole header. */
  private byte[] head() throws IOException {
    int most = TextStart.USUAL_BYTES;
    byte[] head = bytes.start(most);
    while (head.length == most
        && most < TextStart.MOST_BYTES
        && !DATA.matcher(new String(head, start.charset())).find()) {
      most *= 2;
      head = bytes.start(most);
    }
    return head;
  }

  private BoundedLines lines(InputStream in) throws IOException {
    in.skipNBytes(start.markBytes());
    return new BoundedLines(name(), new DecodedText(in, start.charset()));
  }

  /** Reads the header, up to and including {@code @data}. */
  private List<ArffAttribute> header(BoundedLines lines) throws IOException {
    List<ArffAttribute> declared = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      String text = line.strip();
      String keyword = text.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
      if (keyword.equals("@attribute")) {
        ArffAttribute attribute = ArffAttribute.of(text.substring(keyword.length()), lines.where());
        if (!names.add(attribute.name())) {
          throw new WrongTableException(
              lines.where()
                  + ": a second column is named "
                  + attribute.name()
                  + ", expected a name for each");
        }
        declared.add(attribute);
      } else if (keyword.equals("@data")) {
        if (declared.isEmpty()) {
          throw new WrongTableException(lines.where() + ": expected @attribute before @data");
        }
        return declared;
      } else if (!text.isEmpty() && text.charAt(0) != '%' && !keyword.equals("@relation")) {
        throw new WrongTableException(
            lines.where() + ": expected @relation, @attribute or @data; is it an ARFF file?");
      }
    }
    throw new WrongTableException(name() + " holds no line @data, so no rows; is it an ARFF file?");
  }

  /** Reads the rows below the header. */
  private final class Pass implements Rows {
    private final BoundedLines lines;
    private List<String> cells = List.of();

    Pass(BoundedLines lines) {
      this.lines = lines;
    }

    @Override
    public boolean next() throws IOException {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String text = line.strip();
        if (!text.isEmpty() && text.charAt(0) != '%') {
          cells = text.charAt(0) == '{' ? sparse(text) : ArffCells.row(text, where());
          if (cells.size() != attributes.size()) {
            throw new WrongTableException(
                "%s: has %d values, expected one for each of %d attributes"
                    .formatted(where(), cells.size(), attributes.size()));
          }
          return true;
        }
      }
      return false;
    }

    private List<String> sparse(String text) throws WrongTableException {
      List<String> row = new ArrayList<>();
      attributes.forEach(attribute -> row.add(attribute.unwritten()));
      ArffCells braces = new ArffCells(text, where());
      for (String entry : braces.braces()) {
        int blank = entry.indexOf(' ');
        List<String> words = ArffCells.row(blank < 0 ? entry : entry.substring(blank), where());
        int index = index(entry.substring(0, Math.max(0, blank)));
        if (index < 0 || words.size() != 1) {
          throw new WrongTableException(
              "%s: has '%s' in a sparse row, expected the number of a column, 0 to %d, and a value"
                  .formatted(where(), entry, attributes.size() - 1));
        }
        row.set(index, words.get(0));
      }
      if (!braces.isAtEnd()) {
        throw new WrongTableException(
            where() + ": has '" + braces.rest() + "' behind a sparse row, expected its end");
      }
      int missing = row.indexOf(null);
      if (missing >= 0) {
        throw new WrongTableException(
            "%s: leaves out %s, which has no value that a sparse row could leave out"
                .formatted(where(), attributes.get(missing).name()));
      }
      return row;
    }

    private int index(String text) {
      boolean isIndex = text.matches("[0-9]{1,9}") && Integer.parseInt(text) < attributes.size();
      return isIndex ? Integer.parseInt(text) : -1;
    }

    @Override
    public String text(int column) {
      return cells.get(column).strip();
    }

    @Override
    public String where() {
      return lines.where();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
