package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Eight photographs of scikit-image, free of rights (CC0 or public domain), to cut patches from:
 * astronaut, chelsea (a cat), coffee and rocket in colour; camera, brick, grass and gravel in grey.
 * From the Debian package python3-skimage.
 *
 * @param pictures the eight, in this order
 */
public record NaturalImages(List<Picture> pictures) {
  private static final DebianData FILES =
      DebianData.of(
          "natural-images",
          "Natural images",
          new DebianPackage("python3-skimage", "usr/lib/python3/dist-packages/skimage/data"),
          new DataFile(
              "astronaut.png", "88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5"),
          new DataFile(
              "chelsea.png", "596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb"),
          new DataFile(
              "coffee.png", "cc02f8ca188b167c775a7101b5d767d1e71792cf762c33d6fa15a4599b5a8de7"),
          new DataFile(
              "rocket.jpg", "c2dd0de7c538df8d111e479619b129464d0269d0ae5fd18ca91d33a7fdfea95c"),
          new DataFile(
              "camera.png", "b0793d2adda0fa6ae899c03989482bff9a42d3d5690fc7e3648f2795d730c23a"),
          new DataFile(
              "brick.png", "7966caf324f6ba843118d98f7a07746d22f6a343430add0233eca5f6eaaa8fcf"),
          new DataFile(
              "grass.png", "b6b6022426b38936c43a4ac09635cd78af074e90f42ffa8227ac8b7452d39f89"),
          new DataFile(
              "gravel.png", "c48615b451bf1e606fbd72c0aa9f8cc0f068ab7111ef7d93bb9b0f2586440c12"));

  /**
   * Keeps the pictures.
   *
   * @param pictures at least one
   * @throws IllegalArgumentException if there is none
   */
  public NaturalImages {
    pictures = List.copyOf(pictures);
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("pictures: found none, expected at least one");
    }
  }

  /**
   * Loads the data, fetching it first if need be.
   *
   * @return the data
   * @throws DataUnavailableException if the data is nowhere to be had
   * @throws IOException if a file cannot be read
   */
  public static NaturalImages load() throws IOException {
    return read(FILES.fetch(line -> {}));
  }

  /**
   * Loads the data, fetching it first if need be.
   *
   * @param dataDir a folder that may hold the files
   * @return the data
   * @throws DataUnavailableException if the data is nowhere to be had, or the folder does not exist
   *     or holds a file that is not the right one
   * @throws IOException if a file cannot be read
   */
  public static NaturalImages load(Path dataDir) throws IOException {
    return read(FILES.fetch(dataDir));
  }

  /**
   * Fills the cache folder.
   *
   * @param progress takes short lines that say what is going on
   * @return the cache folder of this data set
   * @throws DataUnavailableException if the data is nowhere to be had
   * @throws IOException if a file cannot be read or written
   */
  public static Path fetch(Consumer<String> progress) throws IOException {
    return FILES.fetch(progress);
  }

  private static NaturalImages read(Path folder) throws IOException {
    List<Picture> all = new ArrayList<>();
    for (DataFile file : FILES.files().files()) {
      all.add(Picture.read(folder.resolve(file.name())));
    }
    return new NaturalImages(all);
  }

  /** {@return all pictures, those in colour as their luminance: one channel each} */
  public List<Picture> grey() {
    return pictures.stream().map(Picture::luminance).toList();
  }

  /** {@return the pictures that are in colour: three channels each, red, green, blue} */
  public List<Picture> colour() {
    return pictures.stream().filter(picture -> picture.channels() == 3).toList();
  }

  /**
   * Patches of the grey pictures: the picture is drawn first, each with the same probability, then
   * the place in it. Contrast and brightness are as they are.
   *
   * @param count N, at least 1
   * @param side height and width of a patch, at least 1 and at most that of the smallest picture
   * @param seed the same seed gives the same patches
   * @return {@code [N, side*side]}, float32, 'c' order, values in [0,1]
   * @throws IllegalArgumentException if count or side is out of range
   */
  public INDArray patches(int count, int side, long seed) {
    return cut(grey(), count, side, seed);
  }

  /**
   * Patches of the pictures in colour, drawn like {@link #patches}.
   *
   * @param count N, at least 1
   * @param side height and width of a patch, at least 1 and at most that of the smallest picture
   * @param seed the same seed gives the same patches
   * @return {@code [N, 3*side*side]}: all red values, then green, then blue; float32, 'c' order,
   *     values in [0,1]
   * @throws IllegalArgumentException if count or side is out of range
   */
  public INDArray colourPatches(int count, int side, long seed) {
    return cut(colour(), count, side, seed);
  }

  private static INDArray cut(List<Picture> from, int count, int side, long seed) {
    if (from.isEmpty()) {
      throw new IllegalArgumentException("pictures: found none in colour, expected at least one");
    }
    int most =
        from.stream()
            .mapToInt(picture -> Math.min(picture.height(), picture.width()))
            .min()
            .getAsInt();
    if (side < 1 || side > most) {
      throw new IllegalArgumentException("side: found " + side + ", expected 1 to " + most);
    }
    int length = from.get(0).channels() * side * side;
    int mostPatches = Integer.MAX_VALUE / length;
    if (count < 1 || count > mostPatches) {
      throw new IllegalArgumentException(
          "count: found " + count + ", expected 1 to " + mostPatches);
    }
    Random random = new Random(seed);
    float[] values = new float[count * length];
    for (int i = 0; i < count; i++) {
      Picture picture = from.get(random.nextInt(from.size()));
      int top = random.nextInt(picture.height() - side + 1);
      int left = random.nextInt(picture.width() - side + 1);
      picture.copyPatch(top, left, side, values, i * length);
    }
    return Nd4j.create(values, new long[] {count, length}, 'c');
  }
}
