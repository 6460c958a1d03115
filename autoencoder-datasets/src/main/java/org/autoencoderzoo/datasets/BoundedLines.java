package org.autoencoderzoo.datasets;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.zip.ZipException;
import org.autoencoderzoo.columns.WrongTableException;
import org.tukaani.xz.XZIOException;

/** The lines of a text, counted as an editor does, none so long that it fills the memory. */
final class BoundedLines implements Closeable {
  private static final int LONGEST = 1 << 22;

  private final String file;
  private final Reader in;
  private final char[] buffer = new char[1 << 14];
  private final StringBuilder line = new StringBuilder();
  private int at;
  private int end;
  private long number;
  private boolean isAfterReturn;

  BoundedLines(String file, Reader in) {
    this.file = file;
    this.in = in;
  }

  /** The next line, without its break; null at the end. */
  String next() throws IOException {
    line.setLength(0);
    boolean hasStarted = false;
    while (fill()) {
      if (isAfterReturn && buffer[at] == '\n') {
        at++;
        isAfterReturn = false;
        continue;
      }
      isAfterReturn = false;
      if (!hasStarted) {
        hasStarted = true;
        number++;
      }
      int start = at;
      while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
        at++;
      }
      line.append(buffer, start, at - start);
      if (line.length() > LONGEST) {
        throw new WrongTableException(
            where() + ": is too long, expected at most " + LONGEST + " characters");
      }
      if (at < end) {
        isAfterReturn = buffer[at] == '\r';
        at++;
        return line.toString();
      }
    }
    return hasStarted ? line.toString() : null;
  }

  private boolean fill() throws IOException {
    if (at < end) {
      return true;
    }
    try {
      end = in.read(buffer, 0, buffer.length);
      at = 0;
      return end > 0;
    } catch (CharacterCodingException e) {
      throw new WrongTableException(where() + ": holds bytes that are no text in its encoding", e);
    } catch (EOFException | ZipException | XZIOException e) {
      throw new WrongTableException(
          where() + ": the compressed file is damaged: " + e.getMessage() + "; get it again", e);
    }
  }

  /** The current line in a message. */
  String where() {
    return file + ", line " + number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
