package org.autoencoderzoo.examples.gallery;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Lines of images under each other, each with its name: originals, and what became of them.
 *
 * <pre>{@code
 * new ImageLines().line("test images", shown).line("PCA", pca.reconstruct(shown))
 * }</pre>
 */
public final class ImageLines {

  private final List<String> names = new ArrayList<>();
  private final List<INDArray> lines = new ArrayList<>();

  /**
   * Adds a line below the others.
   *
   * @param name what the images are
   * @param images {@code [n, D]}, copied
   * @return these lines
   * @throws IllegalArgumentException if there are more or fewer images than in the lines above
   */
  public ImageLines line(String name, INDArray images) {
    if (!lines.isEmpty() && images.size(0) != columns()) {
      throw new IllegalArgumentException(
          "The line '%s' has %d images, those above have %d"
              .formatted(name, images.size(0), columns()));
    }
    names.add(name);
    lines.add(images.castTo(DataType.FLOAT).dup('c'));
    return this;
  }

  /** {@return the names, from top to bottom} */
  List<String> names() {
    return names;
  }

  /** {@return the number of images in a line} */
  int columns() {
    return (int) lines.get(0).size(0);
  }

  /** {@return all images, line by line, {@code [lines * n, D]}} */
  INDArray images() {
    return Nd4j.concat(0, lines.toArray(INDArray[]::new));
  }
}
