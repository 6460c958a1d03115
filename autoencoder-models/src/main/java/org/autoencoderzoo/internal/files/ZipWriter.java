package org.autoencoderzoo.internal.files;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Writes texts and ND4J's arrays as a zip file that {@link CheckedZip} reads. */
public final class ZipWriter {

  private static final int BUFFER_BYTES = 1 << 16;

  private final ZipOutputStream zip;

  /**
   * Begins a zip file.
   *
   * @param out where it goes; not closed
   */
  public ZipWriter(OutputStream out) {
    zip = new ZipOutputStream(out);
    // Deflating takes ten times as long as writing, and weights do not get smaller.
    zip.setLevel(Deflater.NO_COMPRESSION);
  }

  /**
   * Writes a text in UTF-8.
   *
   * @param name of the entry
   * @param text its content
   * @throws IOException if it cannot be written
   */
  public void text(String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes an array as {@code Nd4j.write} does.
   *
   * @param name of the entry
   * @param array its content
   * @throws IOException if it cannot be written
   */
  public void array(String name, INDArray array) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    // ND4J writes number by number.
    DataOutputStream buffered = new DataOutputStream(new BufferedOutputStream(zip, BUFFER_BYTES));
    Nd4j.write(array, buffered);
    buffered.flush();
  }

  /**
   * Ends the zip file.
   *
   * @throws IOException if it cannot be written
   */
  public void finish() throws IOException {
    zip.finish();
  }
}
