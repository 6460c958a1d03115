package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.BlockSource;
import org.autoencoderzoo.training.Blocks;
import org.autoencoderzoo.training.Examples;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A folder of pictures: PNG, JPEG and BMP files, in the order of their names. If they lie in
 * sub-folders, each of these is a class. All are read in the size and the colours of the first,
 * unless it is said which: pictures of another size, and coloured ones among grey ones, are
 * refused. The orientation that a camera notes in a JPEG file (EXIF) is not applied: pictures are
 * read as they are stored. Other files are passed over.
 */
public final class ImageFolder {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".bmp");
  private static final int BLOCK = 64;

  /**
   * What all pictures become.
   *
   * @param first picture of the folder, which says what the others are, for messages
   * @param shape of each
   * @param sizes what becomes of pictures of another size
   * @param colours what becomes of pictures with more colours
   */
  private record Form(Path first, ImageShape shape, Others sizes, Others colours) {}

  /** What becomes of pictures that are not like the first. */
  private enum Others {
    REFUSED,
    CONVERTED
  }

  private final Path folder;
  private final List<Path> files;
  private final List<String> classes;
  private final int[] labels;
  private final Form form;

  private ImageFolder(
      Path folder, List<Path> files, List<String> classes, int[] labels, Form form) {
    this.folder = folder;
    this.files = files;
    this.classes = classes;
    this.labels = labels;
    this.form = form;
  }

  /**
   * Looks through a folder, and at its first picture.
   *
   * @param folder the folder
   * @return its pictures, none of which is kept in memory
   * @throws IOException if it cannot be read, holds no picture, or has some in sub-folders and some
   *     beside these
   */
  public static ImageFolder of(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("cannot read " + folder + ": it is not a folder; name one of pictures");
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(ImageFolder::isPicture).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IOException(folder + " holds no PNG, JPEG or BMP picture; name another folder");
    }
    List<String> names = files.stream().map(file -> className(folder, file)).toList();
    List<String> classes = List.copyOf(new TreeSet<>(names));
    if (classes.size() > 1 && classes.contains("")) {
      throw new IOException(
          "%s holds pictures in sub-folders, and some beside these, such as %s; move them"
              .formatted(folder, files.get(names.indexOf("")).getFileName()));
    }
    int[] labels = names.stream().mapToInt(classes::indexOf).toArray();
    Picture first = Picture.read(files.get(0));
    return new ImageFolder(
        folder,
        files,
        classes.contains("") ? List.of() : classes,
        labels,
        new Form(
            files.get(0),
            new ImageShape(first.channels(), first.height(), first.width()),
            Others.REFUSED,
            Others.REFUSED));
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && ENDINGS.stream().anyMatch(name::endsWith)
        && Files.isRegularFile(file);
  }

  private static String className(Path folder, Path file) {
    Path inside = folder.relativize(file);
    return inside.getNameCount() == 1 ? "" : inside.getName(0).toString();
  }

  /**
   * The same pictures in another size: each pixel is the mean of the area that it covers.
   *
   * @param height in pixels, at least 1
   * @param width in pixels, at least 1
   * @return in that size
   * @throws IllegalArgumentException if a side is less than 1
   */
  public ImageFolder resized(int height, int width) {
    Arguments.atLeast("height", height, 1);
    Arguments.atLeast("width", width, 1);
    return with(
        new Form(
            form.first,
            new ImageShape(form.shape.channels(), height, width),
            Others.CONVERTED,
            form.colours));
  }

  /** {@return the same pictures in grey} */
  public ImageFolder grey() {
    return withChannels(1);
  }

  /** {@return the same pictures in colour} */
  public ImageFolder colour() {
    return withChannels(3);
  }

  private ImageFolder withChannels(int channels) {
    return with(
        new Form(
            form.first,
            new ImageShape(channels, form.shape.height(), form.shape.width()),
            form.sizes,
            Others.CONVERTED));
  }

  private ImageFolder with(Form other) {
    return new ImageFolder(folder, files, classes, labels, other);
  }

  /**
   * Some of the pictures.
   *
   * @param indices of pictures, from 0 to {@link #size()} - 1, in any order
   * @return these alone, in that order, of the same size, colours and classes
   * @throws IllegalArgumentException if one is out of range
   */
  public ImageFolder select(int... indices) {
    List<Path> chosen = new ArrayList<>();
    int[] classesOfChosen = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      Arguments.between("index", indices[i], 0, files.size() - 1L);
      chosen.add(files.get(indices[i]));
      classesOfChosen[i] = labels[indices[i]];
    }
    return new ImageFolder(folder, List.copyOf(chosen), classes, classesOfChosen, form);
  }

  /** {@return the files, in the order in which they are read} */
  public List<Path> files() {
    return files;
  }

  /** {@return how many pictures there are} */
  public int size() {
    return files.size();
  }

  /** {@return channels, height and width of each picture} */
  public ImageShape shape() {
    return form.shape;
  }

  /** {@return the names of the sub-folders, in alphabetical order: label i is the i-th; or none} */
  public List<String> classes() {
    return classes;
  }

  /**
   * Reads all pictures.
   *
   * @return the pictures, and for each the number of its class; 0 if there are no sub-folders
   * @throws IOException if one cannot be read, or is of another size or more colours than the first
   */
  public LabeledImages read() throws IOException {
    return new LabeledImages(
        rows(0, files.size()),
        labels.clone(),
        form.shape.channels(),
        form.shape.height(),
        form.shape.width());
  }

  /**
   * The pictures to train on, read again in each epoch: only some are in memory.
   *
   * @return {@code [N, C*H*W]}, in [0,1]
   */
  public Examples examples() {
    return Examples.streamed(new Source());
  }

  private INDArray rows(int from, int to) throws IOException {
    int length = form.shape.channels() * form.shape.height() * form.shape.width();
    INDArray rows = Nd4j.createUninitialized(DataType.FLOAT, to - from, length);
    for (int i = from; i < to; i++) {
      rows.get(NDArrayIndex.point(i - from), NDArrayIndex.all())
          .assign(Nd4j.createFromArray(picture(files.get(i)).values()));
    }
    return rows;
  }

  private Picture picture(Path file) throws IOException {
    Picture read = Picture.read(file);
    ImageShape shape = form.shape;
    if (form.sizes == Others.REFUSED
        && (read.height() != shape.height() || read.width() != shape.width())) {
      throw new IOException(
          "%s has %d x %d pixels, expected %d x %d as %s has; say a size for all, as --resize of ae does"
              .formatted(
                  file,
                  read.height(),
                  read.width(),
                  shape.height(),
                  shape.width(),
                  form.first.getFileName()));
    }
    if (form.colours == Others.REFUSED && read.channels() > shape.channels()) {
      throw new IOException(
          "%s has colours, but %s is grey; say whether all are to be read in grey or in colour, as --colours of ae does"
              .formatted(file, form.first.getFileName()));
    }
    Picture coloured = shape.channels() == 1 ? read.luminance() : read.inColour();
    return coloured.resized(shape.height(), shape.width());
  }

  /** Reads the pictures some at a time. */
  private final class Source implements BlockSource {
    @Override
    public Blocks open() {
      return new Pass();
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(files.size());
    }
  }

  /** One pass over the pictures. */
  private final class Pass implements Blocks {
    private int at;

    @Override
    public Optional<Batch> next() throws IOException {
      if (at == files.size()) {
        return Optional.empty();
      }
      int from = at;
      at = Math.min(files.size(), at + BLOCK);
      return Optional.of(Batch.of(rows(from, at)));
    }

    @Override
    public long skip(long rows) {
      long skipped = Math.min(rows, files.size() - at);
      at += (int) skipped;
      return skipped;
    }

    @Override
    public void close() {
      // Each file was closed when it was read.
    }
  }
}
