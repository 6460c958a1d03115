package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.autoencoderzoo.columns.WrongTableException;

/**
 * The beginning of a text: how it is encoded, and what it says.
 *
 * @param charset its encoding
 * @param markBytes the length of its byte order mark, or 0
 * @param text what it says, without the mark
 * @param isAll whether nothing follows
 */
record TextStart(Charset charset, int markBytes, String text, boolean isAll) {

  /** A superset of Latin-1, which has letters and quotes where that has control characters. */
  static final Charset WESTERN = Charset.forName("windows-1252");

  static final int USUAL_BYTES = 1 << 16;

  /** So many bytes are looked at if lines are long. */
  static final int MOST_BYTES = 1 << 23;

  private static final int ENOUGH_LINES = 4;

  private static final Map<Charset, byte[]> MARKS = new LinkedHashMap<>();

  static {
    MARKS.put(StandardCharsets.UTF_8, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
    MARKS.put(StandardCharsets.UTF_16LE, new byte[] {(byte) 0xff, (byte) 0xfe});
    MARKS.put(StandardCharsets.UTF_16BE, new byte[] {(byte) 0xfe, (byte) 0xff});
  }

  /**
   * Looks at the first 64 KiB, or more if they hold only a few lines.
   *
   * @param said the encoding, if the user says it
   * @throws WrongTableException if it is no text
   */
  static TextStart of(TableBytes bytes, Optional<Charset> said) throws IOException {
    int most = USUAL_BYTES;
    byte[] start = bytes.start(most);
    while (start.length == most && most < MOST_BYTES && lines(start) < ENOUGH_LINES) {
      most *= 2;
      start = bytes.start(most);
    }
    return of(bytes.name(), start, start.length < most, said);
  }

  private static int lines(byte[] start) {
    int lines = 0;
    for (byte one : start) {
      lines += one == '\n' || one == '\r' ? 1 : 0;
    }
    return lines;
  }

  private static TextStart of(String name, byte[] start, boolean isAll, Optional<Charset> said)
      throws WrongTableException {
    Optional<Charset> marked = marked(start);
    Charset charset = said.or(() -> marked).orElseGet(() -> unmarked(start));
    int mark = marked.filter(charset::equals).map(one -> MARKS.get(one).length).orElse(0);
    FileKind.refuseOthers(name, start);
    CharBuffer text = CharBuffer.allocate(start.length);
    charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .decode(ByteBuffer.wrap(start, mark, start.length - mark), text, isAll);
    text.flip();
    FileKind.requireText(name, text);
    return new TextStart(charset, mark, text.toString(), isAll);
  }

  private static Optional<Charset> marked(byte[] start) {
    return MARKS.entrySet().stream()
        .filter(
            mark ->
                start.length >= mark.getValue().length
                    && Arrays.equals(Arrays.copyOf(start, mark.getValue().length), mark.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Charset unmarked(byte[] start) {
    int[] zeros = new int[2];
    for (int i = 0; i < start.length; i++) {
      zeros[i % 2] += start[i] == 0 ? 1 : 0;
    }
    // Every other byte of plain text in UTF-16 is 0, and none in between.
    if (Math.max(zeros[0], zeros[1]) > start.length / 4 && Math.min(zeros[0], zeros[1]) == 0) {
      return zeros[1] > 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    boolean isUtf8 =
        !utf8.decode(ByteBuffer.wrap(start), CharBuffer.allocate(start.length), false).isError();
    return isUtf8 ? StandardCharsets.UTF_8 : WESTERN;
  }

  /** The encoding in a message. */
  String encoding() {
    String encoding = charset.equals(WESTERN) ? "windows-1252 (Latin-1)" : charset.name();
    return markBytes > 0 ? encoding + " with a byte order mark" : encoding;
  }
}
