package org.autoencoderzoo.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipException;
import org.autoencoderzoo.files.Sha256;

/**
 * The data sets in the four files of the MNIST family: training images, training labels, test
 * images, test labels.
 */
final class IdxDataSet {
  private static final String OWN_FOLDER =
      "put its four files (train-images-idx3-ubyte and so on) into a folder DIR and pass"
          + " --data-dir DIR";

  static final FileSet MNIST =
      new FileSet(
          "mnist",
          "MNIST",
          files(
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
          OWN_FOLDER + ", or install npm, which can fetch them");

  static final FileSet FASHION_MNIST =
      new FileSet(
          "fashion-mnist",
          "Fashion-MNIST",
          files(
              "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
              "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
              "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
              "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
          OWN_FOLDER + ", or on Debian and Ubuntu: apt-get update, which lets them be fetched");

  private IdxDataSet() {}

  private static List<DataFile> files(
      String trainImages, String trainLabels, String testImages, String testLabels) {
    return List.of(
        new DataFile("train-images-idx3-ubyte", trainImages),
        new DataFile("train-labels-idx1-ubyte", trainLabels),
        new DataFile("t10k-images-idx3-ubyte", testImages),
        new DataFile("t10k-labels-idx1-ubyte", testLabels));
  }

  /** Reads a folder that holds the four files, plain and verified. */
  static TrainTest read(FileSet set, Path folder) throws IOException {
    return read(
        set.id(),
        set.files().stream().map(file -> folder.resolve(file.name())).toList(),
        set.sha256());
  }

  /**
   * Reads a folder of the user's, which may hold the data set, or other images in the same format:
   * these go by the name of the folder.
   */
  static TrainTest readOwn(FileSet set, Path folder) throws IOException {
    FolderSource own = new FolderSource("the folder " + folder, folder);
    List<Path> paths = own.all(set.files());
    StringBuilder digests = new StringBuilder();
    for (Path path : paths) {
      try (InputStream content = Decompression.open(path)) {
        digests.append(Sha256.copy(content, OutputStream.nullOutputStream()));
      } catch (EOFException | ZipException e) {
        Idx.read(path); // Says so, and what to do.
      }
    }
    String sha256 = Sha256.of(HexFormat.of().parseHex(digests));
    String name =
        sha256.equals(set.sha256()) ? set.id() : folder.toRealPath().getFileName().toString();
    TrainTest data = read(name, paths, sha256);
    if (data.train().height() != data.test().height()
        || data.train().width() != data.test().width()) {
      throw new IOException(
          "%s has images of %dx%d pixels, but %s of %dx%d; they must be of one size"
              .formatted(
                  paths.get(0),
                  data.train().height(),
                  data.train().width(),
                  paths.get(2),
                  data.test().height(),
                  data.test().width()));
    }
    return data;
  }

  private static TrainTest read(String name, List<Path> paths, String sha256) throws IOException {
    return new TrainTest(
        name, images(paths.get(0), paths.get(1)), images(paths.get(2), paths.get(3)), sha256);
  }

  private static LabeledImages images(Path imageFile, Path labelFile) throws IOException {
    Idx images = dimensions(3, "images", imageFile);
    byte[] bytes = dimensions(1, "labels", labelFile).values();
    if (bytes.length != images.shape()[0]) {
      throw new IOException(
          "%s has %d labels, but %s has %d images; there must be one label for each image"
              .formatted(labelFile, bytes.length, imageFile, images.shape()[0]));
    }
    int[] labels = new int[bytes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bytes[i] & 0xff;
    }
    int height = images.shape()[1];
    int width = images.shape()[2];
    return new LabeledImages(
        PixelRows.of(images.values(), height * width, 255), labels, 1, height, width);
  }

  private static Idx dimensions(int expected, String what, Path file) throws IOException {
    Idx idx = Idx.read(file);
    if (idx.shape().length != expected) {
      throw new IOException(
          "%s has %d dimensions, expected %d: it is no file of %s; name another folder"
              .formatted(file, idx.shape().length, expected, what));
    }
    return idx;
  }
}
