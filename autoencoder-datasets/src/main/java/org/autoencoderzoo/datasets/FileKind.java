package org.autoencoderzoo.datasets;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.autoencoderzoo.columns.WrongTableException;

/** What people take for a table of text: told by how it begins, and refused. */
enum FileKind {
  ZIP("PK\3\4", "a zip archive, such as a workbook of Excel; save the sheet as CSV"),
  WORKBOOK("\u00d0\u00cf\u0011\u00e0", "an old workbook of Excel; save the sheet as CSV"),
  PARQUET("PAR1", "a Parquet file; let its name end in .parquet"),
  ZSTANDARD("\u0028\u00b5\u002f\u00fd", "compressed by zstd; decompress it, or use gzip"),
  SQLITE("SQLite format 3", "a database of SQLite; read it by JDBC, or export the table as CSV"),
  NUMPY("\u0093NUMPY", "an array of NumPy; let its name end in .npy"),
  HDF5("\u0089HDF", "an HDF5 file; export the table as CSV or Parquet"),
  FEATHER("ARROW1", "a Feather file; save the table as Parquet"),
  PDF("%PDF-", "a PDF document; extract the table as CSV"),
  PNG("\u0089PNG", "a picture; put it into a folder, and name that"),
  JPEG("\u00ff\u00d8\u00ff", "a picture; put it into a folder, and name that"),
  DOCUMENT("<!doctype", "a web page; perhaps a download failed"),
  PAGE("<html", "a web page; perhaps a download failed"),
  XML("<?xml", "an XML document; export the table as CSV"),
  OBJECT("{\"", "JSON; export the table as CSV"),
  OBJECTS("[{", "JSON; export the table as CSV");

  /** More control characters than one in so many are in no text. */
  private static final int RARE = 100;

  private final String magic;
  private final String words;

  FileKind(String magic, String words) {
    this.magic = magic;
    this.words = words;
  }

  private boolean begins(byte[] start) {
    byte[] found = Arrays.copyOf(start, Math.min(start.length, magic.length()));
    String beginning = new String(found, StandardCharsets.ISO_8859_1);
    // A web page may begin in capitals.
    return magic.equals(magic.charAt(0) == '<' ? beginning.toLowerCase(Locale.ROOT) : beginning);
  }

  /** Refuses what begins like something else. */
  static void refuseOthers(String name, byte[] start) throws WrongTableException {
    for (FileKind kind : values()) {
      if (kind.begins(start)) {
        throw new WrongTableException(name + " is no table of text, but " + kind.words);
      }
    }
  }

  /** Refuses text that holds what no text holds. */
  static void requireText(String name, CharSequence text) throws WrongTableException {
    long controls = text.chars().filter(c -> c < ' ' && !Character.isWhitespace(c)).count();
    int zero = text.toString().indexOf('\0');
    if (zero >= 0 || controls * RARE > text.length()) {
      throw new WrongTableException(
          name
              + " is no table of text, but binary: it holds "
              + (zero >= 0 ? "a zero at character " + (zero + 1) : controls + " control characters")
              + "; name a CSV file");
    }
  }
}
