package org.autoencoderzoo.datasets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Map;

/** The bytes of a stream, such as standard input or a pipe, opened when they are first needed. */
final class StreamBytes implements TableBytes {

  /** Opens the stream. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  private final String name;
  private final Opener opener;
  private InputStream in;
  private byte[] ahead = {};
  private boolean isTaken;

  StreamBytes(String name, Opener opener) {
    this.name = name;
    this.opener = opener;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized byte[] start(int most) throws IOException {
    requireFirst();
    if (in == null) {
      in = opener.open();
    }
    if (ahead.length < most) {
      byte[] more = in.readNBytes(most - ahead.length);
      int before = ahead.length;
      ahead = Arrays.copyOf(ahead, before + more.length);
      System.arraycopy(more, 0, ahead, before, more.length);
    }
    return ahead.length > most ? Arrays.copyOf(ahead, most) : ahead;
  }

  @Override
  public synchronized InputStream open() throws IOException {
    start(0);
    isTaken = true;
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(ahead), in);
    ahead = new byte[0];
    return all;
  }

  private void requireFirst() throws IOException {
    if (isTaken) {
      throw new IOException(
          name + " can be read only once, but is needed again; save it to a file, and name that");
    }
  }

  @Override
  public Map<String, String> identity() {
    return Map.of("stream", name);
  }
}
