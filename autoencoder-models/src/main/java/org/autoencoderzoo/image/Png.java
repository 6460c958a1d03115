package org.autoencoderzoo.image;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.autoencoderzoo.settings.Arguments;

/** Images as PNG files. */
public final class Png {

  private Png() {}

  /**
   * Encodes an image.
   *
   * @param image to encode
   * @return the content of a PNG file
   * @throws IllegalArgumentException if there is no image
   */
  public static byte[] bytes(RenderedImage image) {
    Arguments.given("image", image);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam smallest = writer.getDefaultWriteParam();
    smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    smallest.setCompressionQuality(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // In memory: ImageIO would otherwise put a cache file into the temporary folder.
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), smallest);
    } catch (IOException e) {
      throw new AssertionError("memory takes what is written", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
