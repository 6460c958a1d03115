package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.autoencoderzoo.datasets.ArrayFile;
import org.autoencoderzoo.datasets.ImageFolder;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How pictures of the user's own are read. */
final class ImageOptions {

  @Option(
      names = "--resize",
      paramLabel = "HxW",
      converter = Size.class,
      description =
          "Read the pictures of a folder in this height and width, such as 32x32; without it, all must be"
              + " as large as the first.")
  private Size.Pixels resize;

  @Option(
      names = "--colours",
      paramLabel = "grey|rgb",
      converter = Choice.class,
      description =
          "Read the pictures of a folder in grey or in colour; without it, as the first is.")
  private Colours colours;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Channels of a picture. */
  private enum Colours {
    GREY,
    RGB
  }

  /** Whether this is a folder, or an array of images and not of rows. */
  static boolean isImages(String file) throws IOException {
    Path path = Path.of(file);
    return (Files.isDirectory(path) && !TableOptions.isParquet(path.toString()))
        || (TableOptions.isArray(file) && ArrayFile.shape(path).length > 2);
  }

  /** Opens a folder of pictures, or reads an array of images. */
  OwnImages open(String file) throws IOException {
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      ImageFolder folder = ImageFolder.of(path);
      if (resize != null) {
        folder = folder.resized(resize.height(), resize.width());
      }
      if (colours != null) {
        folder = colours == Colours.GREY ? folder.grey() : folder.colour();
      }
      return OwnImages.of(path, folder);
    }
    if (OptionValues.isSaid(spec, "resize") || OptionValues.isSaid(spec, "colours")) {
      throw new ParameterException(
          spec.commandLine(),
          "--resize and --colours are for folders of pictures; " + file + " is none");
    }
    return OwnImages.of(path);
  }

  /** Height and width. */
  private static final class Size implements ITypeConverter<Size.Pixels> {
    private static final int LARGEST = 4096;

    private record Pixels(int height, int width) {}

    @Override
    public Pixels convert(String text) {
      String[] sides = text.toLowerCase(Locale.ROOT).split("x", -1);
      try {
        Pixels size = new Pixels(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        if (sides.length == 2 && isSide(size.height()) && isSide(size.width())) {
          return size;
        }
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        // Refused below, like numbers out of range.
      }
      throw new TypeConversionException(
          "'" + text + "' is not HEIGHTxWIDTH, two whole numbers from 1 to " + LARGEST);
    }

    private static boolean isSide(int pixels) {
      return pixels >= 1 && pixels <= LARGEST;
    }
  }

  /** The name of a choice of colours. */
  private static final class Choice implements ITypeConverter<Colours> {
    @Override
    public Colours convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "grey", "gray" -> Colours.GREY;
        case "rgb" -> Colours.RGB;
        default -> throw new TypeConversionException("'" + text + "' is neither grey nor rgb");
      };
    }
  }
}
