package org.autoencoderzoo.cli;

import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** Pictures of one bright bar each, lying or standing, as files and as arrays. */
final class Pictures {

  static final int SIZE = 8;

  private Pictures() {}

  /** The pixels of a picture, from 0 to 255; those with even numbers lie. */
  static byte[] bar(int number) {
    byte[] pixels = new byte[SIZE * SIZE];
    int at = number / 2 % SIZE;
    for (int i = 0; i < SIZE; i++) {
      pixels[number % 2 == 0 ? at * SIZE + i : i * SIZE + at] = (byte) (255 - number % 5 * 20);
    }
    return pixels;
  }

  /** PNG files in two sub-folders, "lying" and "standing". */
  static Path folder(Path folder, int pictures) throws IOException {
    for (int i = 0; i < pictures; i++) {
      Path file =
          folder.resolve(i % 2 == 0 ? "lying" : "standing").resolve("%03d.png".formatted(i));
      Files.createDirectories(file.getParent());
      write(file, SIZE, bar(i));
    }
    return folder;
  }

  static void write(Path file, int height, byte[] pixels) throws IOException {
    int width = pixels.length / height;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, pixels);
    ImageIO.write(image, "png", file.toFile());
  }

  /** The same pictures as {@code [N, 8, 8]} of bytes in an IDX file. */
  static Path idx(Path file, int pictures) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeInt(0x803);
      out.writeInt(pictures);
      out.writeInt(SIZE);
      out.writeInt(SIZE);
      for (int i = 0; i < pictures; i++) {
        out.write(bar(i));
      }
    }
    return file;
  }

  /** Bytes as an NPY file. */
  static Path npy(Path file, byte[] values, int... shape) throws IOException {
    return npy(file, "|u1", values, shape);
  }

  /** Numbers as an NPY file. */
  static Path npy(Path file, double[] values, int... shape) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(bytes::putDouble);
    return npy(file, "<f8", bytes.array(), shape);
  }

  private static Path npy(Path file, String type, byte[] bytes, int... shape) throws IOException {
    String sizes = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining());
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n".formatted(type, sizes);
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
      out.writeShort(Short.reverseBytes((short) header.length()));
      out.write(header.getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
    }
    return file;
  }
}
