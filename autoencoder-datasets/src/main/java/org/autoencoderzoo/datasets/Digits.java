package org.autoencoderzoo.datasets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.autoencoderzoo.files.Sha256;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The embedded digits: 1797 images of 8x8 pixels, the test set of the UCI "Optical Recognition of
 * Handwritten Digits". The file has no split of its own; row i is a test row where i % 6 == 5,
 * which leaves about as many of each class.
 */
final class Digits {
  static final String SHA_256 = "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a";

  private static final String RESOURCE = "digits.csv.gz";
  private static final int EXAMPLES = 1797;
  private static final int SIDE = 8;
  private static final int PIXELS = SIDE * SIDE;
  private static final int WHITE = 16;
  private static final int TEST_EVERY = 6;

  private Digits() {}

  static TrainTest load(String name) throws IOException {
    try (CsvRows rows =
        CsvRows.of(RESOURCE, new ByteArrayInputStream(verifiedResource()), PIXELS + 1)) {
      INDArray table = rows.next(EXAMPLES).orElseThrow();
      INDArray pixels = table.get(NDArrayIndex.all(), NDArrayIndex.interval(0, PIXELS)).dup('c');
      int[] labels = table.getColumn(PIXELS).toIntVector();
      LabeledImages all = new LabeledImages(pixels.divi(WHITE), labels, 1, SIDE, SIDE);
      IntPredicate isTest = row -> row % TEST_EVERY == TEST_EVERY - 1;
      return new TrainTest(
          name, all.select(rows(isTest.negate())), all.select(rows(isTest)), SHA_256);
    }
  }

  private static int[] rows(IntPredicate isWanted) {
    return IntStream.range(0, EXAMPLES).filter(isWanted).toArray();
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
}
