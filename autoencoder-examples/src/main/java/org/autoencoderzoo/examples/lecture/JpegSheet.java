package org.autoencoderzoo.examples.lecture;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.ImageOutputStream;
import org.autoencoderzoo.datasets.LabeledImages;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Grey images through JPEG, all in one large picture, so that headers and tables are shared. Black
 * borders keep each block of 8x8 pixels within one image.
 *
 * @param images what comes out, {@code [N, H*W]}, pixels in [0,1]
 * @param bitsPerImage size of the file over N
 */
record JpegSheet(INDArray images, double bitsPerImage) {

  private static final int BLOCK = 8;
  private static final int COLUMNS = 100;

  static JpegSheet of(LabeledImages originals, float quality) throws IOException {
    int cellHeight = roundUp(originals.height());
    int cellWidth = roundUp(originals.width());
    int lines = (originals.size() + COLUMNS - 1) / COLUMNS;
    var sheet =
        new BufferedImage(COLUMNS * cellWidth, lines * cellHeight, BufferedImage.TYPE_BYTE_GRAY);
    float[][] pixels = originals.images().toFloatMatrix();
    for (int i = 0; i < pixels.length; i++) {
      int[] grey = new int[pixels[i].length];
      for (int j = 0; j < grey.length; j++) {
        grey[j] = Math.round(255 * pixels[i][j]);
      }
      cell(sheet, originals, i).setPixels(0, 0, originals.width(), originals.height(), grey);
    }

    byte[] file = encode(sheet, quality);
    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(file));
    for (int i = 0; i < pixels.length; i++) {
      int[] grey =
          cell(decoded, originals, i)
              .getPixels(0, 0, originals.width(), originals.height(), (int[]) null);
      for (int j = 0; j < grey.length; j++) {
        pixels[i][j] = grey[j] / 255f;
      }
    }
    return new JpegSheet(Nd4j.create(pixels), 8.0 * file.length / pixels.length);
  }

  /** The pixels of an image, in the middle of its cell. */
  private static WritableRaster cell(BufferedImage sheet, LabeledImages originals, int i) {
    int cellHeight = roundUp(originals.height());
    int cellWidth = roundUp(originals.width());
    return sheet
        .getRaster()
        .createWritableChild(
            i % COLUMNS * cellWidth + (cellWidth - originals.width()) / 2,
            i / COLUMNS * cellHeight + (cellHeight - originals.height()) / 2,
            originals.width(),
            originals.height(),
            0,
            0,
            null);
  }

  private static int roundUp(int pixels) {
    return (pixels + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static byte[] encode(BufferedImage sheet, float quality) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var settings = (JPEGImageWriteParam) writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(quality);
    settings.setOptimizeHuffmanTables(true);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(sheet, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
