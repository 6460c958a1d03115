package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageArray;
import org.autoencoderzoo.datasets.ImageFolder;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.files.Sha256;
import org.autoencoderzoo.image.ImageShape;

/**
 * Images of the user's own.
 *
 * @param file the folder or the file of the array
 * @param shape of each
 * @param size how many there are
 * @param names of the pictures in the folder; empty if they are an array
 * @param selection reads some
 */
record OwnImages(Path file, ImageShape shape, int size, List<String> names, Selection selection) {

  /** Reads images. */
  @FunctionalInterface
  interface Selection {
    LabeledImages read(int... indices) throws IOException;
  }

  static OwnImages of(Path path, ImageFolder folder) {
    return new OwnImages(
        path,
        folder.shape(),
        folder.size(),
        folder.files().stream().map(file -> path.relativize(file).toString()).toList(),
        indices -> folder.select(indices).read());
  }

  /** An array, which is read. */
  static OwnImages of(Path path) throws IOException {
    LabeledImages all = ImageArray.read(path);
    return new OwnImages(path, all.shape(), all.size(), List.of(), all::select);
  }

  /** {@return what tells the content of these files from others} */
  String sha256() throws IOException {
    if (names.isEmpty()) {
      return Sha256.of(file);
    }
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      lines.add(name + " " + Sha256.of(file.resolve(name)));
    }
    return Sha256.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /** Refuses images that a model cannot read. */
  void requireReadBy(Autoencoder autoencoder, Path folder) throws IOException {
    if (autoencoder.columns().isPresent()) {
      throw new IOException(folder + " was trained on a table, not on images such as " + file);
    }
    long[] input = autoencoder.inputShape();
    long[] own = {shape.channels(), shape.height(), shape.width()};
    if (shape.size() != autoencoder.inputSize()
        || (input.length == 3 && !Arrays.equals(input, own))) {
      throw new IOException(
          "%s has images of %s, %d numbers each, but %s reads %s; --resize and --colours make them alike"
              .formatted(
                  file,
                  words(),
                  shape.size(),
                  folder,
                  Arrays.stream(input)
                      .mapToObj(Long::toString)
                      .collect(Collectors.joining(" x "))));
    }
  }

  /** {@return the size of each, in words} */
  String words() {
    return "%d x %d %s"
        .formatted(shape.height(), shape.width(), shape.channels() == 1 ? "in grey" : "in colour");
  }
}
