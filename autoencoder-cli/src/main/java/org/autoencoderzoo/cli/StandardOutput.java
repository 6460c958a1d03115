package org.autoencoderzoo.cli;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Where results go; unlike other writers of its kind, it says why it cannot be written. */
final class StandardOutput extends PrintWriter {

  private final Stream stream;

  StandardOutput(OutputStream out) {
    this(new Stream(out));
  }

  private StandardOutput(Stream stream) {
    super(
        new BufferedWriter(new OutputStreamWriter(stream, Charset.defaultCharset())),
        /* autoFlush= */ true);
    this.stream = stream;
  }

  /** Writes what is buffered; fails if that, or anything before, could not be written. */
  void requireWritten() throws IOException {
    if (!checkError()) {
      return;
    }
    String reason = stream.failure == null ? "it is closed" : stream.failure.getMessage();
    String message = "cannot write to standard output: " + reason;
    // The words of the operating system: Java has no type for that.
    throw "Broken pipe".equals(reason)
        ? new ReaderGoneException(message)
        : new IOException(message, stream.failure);
  }

  /** Says that nobody reads on, as of {@code ae list | head -1}: no failure that need be told. */
  static final class ReaderGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    ReaderGoneException(String message) {
      super(message);
    }
  }

  /** Remembers why it could not be written. */
  private static final class Stream extends FilterOutputStream {

    private IOException failure;

    Stream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
