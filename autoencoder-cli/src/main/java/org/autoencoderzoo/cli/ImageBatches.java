package org.autoencoderzoo.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One pass over images, some at a time. */
final class ImageBatches {

  /** In memory at once: 64 MB. */
  private static final int MOST_PIXELS = 1 << 24;

  private final OwnImages images;
  private int at;

  ImageBatches(OwnImages images) {
    this.images = images;
  }

  /** At most so many; empty after the last. */
  Optional<INDArray> next(int most) throws IOException {
    int n =
        Math.min(
            images.size() - at, Math.max(1, Math.min(most, MOST_PIXELS / images.shape().size())));
    if (n == 0) {
      return Optional.empty();
    }
    int[] indices = IntStream.range(at, at + n).toArray();
    at += n;
    return Optional.of(images.selection().read(indices).images());
  }
}
