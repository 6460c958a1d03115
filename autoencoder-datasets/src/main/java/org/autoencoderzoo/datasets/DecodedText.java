package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes bytes. Those that are no text of the encoding are an error, but only once all text before
 * them was read: so that the reader knows in which line they are, as it does not with {@link
 * java.io.InputStreamReader}.
 */
final class DecodedText extends Reader {
  private static final int BUFFER_BYTES = 1 << 15;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private boolean isAtEnd;
  private CoderResult wrong;

  DecodedText(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    CharBuffer text = CharBuffer.wrap(target, offset, length);
    int start = text.position();
    while (text.position() == start) {
      throwIfWrong();
      CoderResult result = decoder.decode(bytes, text, isAtEnd);
      if (result.isError()) {
        wrong = result;
      } else if (result.isUnderflow() && text.position() == start) {
        if (isAtEnd) {
          return -1;
        }
        fill();
      }
    }
    return text.position() - start;
  }

  private void throwIfWrong() throws CharacterCodingException {
    if (wrong != null) {
      wrong.throwException();
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    isAtEnd = count < 0;
    bytes.position(bytes.position() + Math.max(0, count)).flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
