package org.autoencoderzoo.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 checksums, as 64 lower-case hexadecimal digits. */
public final class Sha256 {
  private Sha256() {}

  /**
   * The checksum of some bytes.
   *
   * @param content the bytes
   * @return 64 hexadecimal digits
   */
  public static String of(byte[] content) {
    return hex(newDigest().digest(content));
  }

  /**
   * The checksum of a file as it stands on the disk, compressed or not.
   *
   * @param file the file
   * @return 64 hexadecimal digits
   * @throws IOException if the file cannot be read
   */
  public static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return copy(in, OutputStream.nullOutputStream());
    }
  }

  /**
   * Copies a stream to its end.
   *
   * @param in what is read, not closed
   * @param out what is written, not closed
   * @return the checksum of what went by, 64 hexadecimal digits
   * @throws IOException if one of them fails
   */
  public static String copy(InputStream in, OutputStream out) throws IOException {
    MessageDigest digest = newDigest();
    // Not in a try: the caller owns both streams.
    in.transferTo(new DigestOutputStream(out, digest));
    return hex(digest.digest());
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
