package org.autoencoderzoo.datasets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.autoencoderzoo.files.Sha256;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.InputStreamInputSplit;
import org.datavec.api.writable.Writable;

/**
 * The embedded digits: 1797 images of 8x8 pixels, the test set of the UCI "Optical Recognition of
 * Handwritten Digits". The file has no split of its own; row i is a test row where i % 6 == 5,
 * which leaves about as many of each class.
 */
final class Digits {
  static final String SHA_256 = "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a";

  private static final String RESOURCE = "digits.csv.gz";
  private static final int SIDE = 8;
  private static final int WHITE = 16;
  private static final int TEST_EVERY = 6;

  private Digits() {}

  static TrainTest load(String name) throws IOException {
    Part train = new Part();
    Part test = new Part();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(verifiedResource()));
        RecordReader reader = new CSVRecordReader()) {
      reader.initialize(new InputStreamInputSplit(in));
      for (int row = 0; reader.hasNext(); row++) {
        (row % TEST_EVERY == TEST_EVERY - 1 ? test : train).add(reader.next());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("CSVRecordReader does not wait for anything", e);
    }
    return new TrainTest(name, train.images(), test.images(), SHA_256);
  }

  private static byte[] verifiedResource() throws IOException {
    try (InputStream in = Digits.class.getResourceAsStream(RESOURCE)) {
      byte[] content = in == null ? new byte[0] : in.readAllBytes();
      String found = Sha256.of(content);
      if (!found.equals(SHA_256)) {
        throw new DataUnavailableException(
            String.format(
                "the embedded %s is missing or damaged: SHA-256 %s, expected %s; build the library"
                    + " again, without filtering its resources",
                RESOURCE, found, SHA_256));
      }
      return content;
    }
  }

  /** Rows of 64 pixels and a label, collected. */
  private static final class Part {
    private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    private final ByteArrayOutputStream labels = new ByteArrayOutputStream();

    void add(List<Writable> row) {
      row.subList(0, SIDE * SIDE).forEach(pixel -> pixels.write(pixel.toInt()));
      labels.write(row.get(SIDE * SIDE).toInt());
    }

    LabeledImages images() {
      byte[] classes = labels.toByteArray();
      int[] unsigned = new int[classes.length];
      for (int i = 0; i < unsigned.length; i++) {
        unsigned[i] = classes[i];
      }
      return new LabeledImages(
          PixelRows.of(pixels.toByteArray(), SIDE * SIDE, WHITE), unsigned, 1, SIDE, SIDE);
    }
  }
}
