package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autoencoderzoo.cli.AeRun.ae;
import static org.autoencoderzoo.cli.AeRun.names;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.autoencoderzoo.cli.AeRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user does with pictures and arrays of their own. */
class OwnImagesCommandTest {

  private static final int PICTURES = 120;

  @TempDir static Path shared;
  private static Path pictures;
  private static Path array;
  private static Path run;
  private static Result trained;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    pictures = Pictures.folder(shared.resolve("bars"), PICTURES);
    array = Pictures.idx(shared.resolve("bars-idx3-ubyte"), PICTURES);
    run = shared.resolve("run");
    trained =
        ae(
            words(
                "train deep --epochs 60 --batch 16 --set codeSize=8 --data",
                pictures,
                "--out",
                run));
  }

  private static String[] words(String line, Object... more) {
    return Stream.concat(Stream.of(line.split(" ")), Stream.of(more).map(Object::toString))
        .toArray(String[]::new);
  }

  @Test
  void aFolderOfPicturesIsSplitByTheSeedAndLeavesWhatImagesLeave() throws IOException {
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err())
        .contains(
            "bars: images of 8 x 8 in grey; 108 to train on, 12 to test on, drawn by seed 42");
    assertThat(names(run))
        .containsExactlyInAnyOrder(
            "model.zip", "zoo.json", "metrics.json", "filters.png", "report.html");
    assertThat(Files.readString(run.resolve("metrics.json")))
        .contains("\"data\" : \"bars\"", "\"train_examples\" : 108", "\"pca_squared_error\"");
    assertThat(Files.readString(run.resolve("report.html"))).contains("images of " + pictures);
  }

  @Test
  void evaluateGivesTheSameMetricsAndMeasuresAllOfOtherImages() throws IOException {
    Result same = ae("evaluate", run.toString());
    assertThat(same.out()).as(same.err()).isEqualTo(Files.readString(run.resolve("metrics.json")));
    Result others = ae("evaluate", run.toString(), "--data", array.toString());
    assertThat(others.err())
        .contains("bars-idx3-ubyte is not what", "all of its images are measured");
    assertThat(others.out()).contains("\"test_examples\" : 120").doesNotContain("train_examples");
  }

  @Test
  void codesOfPicturesStandBesideTheirFilesAndEqualThoseOfTheArray() throws IOException {
    Path codes = folder.resolve("codes.csv");
    Result result = ae(words("encode", run, "--input", pictures, "--output", codes));
    assertThat(result.code()).as(result.err()).isZero();
    List<String> lines = Files.readAllLines(codes);
    assertThat(lines).hasSize(1 + PICTURES);
    assertThat(lines.get(0)).startsWith("file,code_1,code_2,");
    assertThat(lines.get(2)).startsWith("lying/002.png,");
    Path ofArray = folder.resolve("array.csv");
    ae(words("encode", run, "--input", array, "--output", ofArray));
    assertThat(lines.get(2)).endsWith("," + Files.readAllLines(ofArray).get(2));
  }

  @Test
  void reconstructionsOfPicturesAreAFolderOfPictures() throws IOException {
    Path made = folder.resolve("made");
    Result result = ae(words("reconstruct", run, "--input", pictures, "--output", made));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(names(made)).containsExactlyInAnyOrder("lying", "standing");
    assertThat(names(made.resolve("lying"))).hasSize(PICTURES / 2);
    byte[] pixels =
        (byte[])
            ImageIO.read(made.resolve("lying/002.png").toFile())
                .getRaster()
                .getDataElements(0, 0, Pictures.SIZE, Pictures.SIZE, null);
    double error = 0;
    for (int i = 0; i < pixels.length; i++) {
      error += Math.abs((pixels[i] & 0xff) - (Pictures.bar(2)[i] & 0xff)) / 255.;
    }
    assertThat(error / pixels.length).as("black is .106 away").isLessThan(0.05);
    Result again = ae(words("reconstruct", run, "--input", pictures, "--output", made));
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("made exists", "choose another with --output");
    Result csv = ae(words("reconstruct", run, "--input", pictures, "--output", "-"));
    assertThat(csv.out()).startsWith("file,pixel_1,").contains("standing/003.png,");
  }

  @Test
  void picturesAreReadInAnotherSizeAndColoursAndLaterCommandsDoTheSame() throws IOException {
    Path out = folder.resolve("out");
    Result result =
        ae(
            words(
                "train convolutional --epochs 1 --resize 16x12 --colours rgb --limit 30 --data",
                pictures,
                "--out",
                out));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("images of 16 x 12 in colour; 30 to train on");
    assertThat(ae("evaluate", out.toString()).out())
        .isEqualTo(Files.readString(out.resolve("metrics.json")));
    Path made = folder.resolve("made");
    ae(words("reconstruct", out, "--input", pictures.resolve("lying"), "--output", made));
    assertThat(ImageIO.read(made.resolve("000.png").toFile()).getHeight()).isEqualTo(16);
  }

  @Test
  void testPicturesMayBeNamed() throws IOException {
    Path out = folder.resolve("out");
    Result result =
        ae(words("train basic --epochs 1 --data", pictures, "--test", array, "--out", out));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("120 to train on, 120 to test on, those of " + array);
    assertThat(ae("evaluate", out.toString()).out())
        .isEqualTo(Files.readString(out.resolve("metrics.json")));
  }

  @Test
  void channelsOfAnArrayMayStandFirstOrLast() throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream last = new ByteArrayOutputStream();
    for (int i = 0; i < 20; i++) {
      for (int channel = 0; channel < 3; channel++) {
        first.writeBytes(Pictures.bar(i + channel));
      }
      for (int pixel = 0; pixel < 64; pixel++) {
        for (int channel = 0; channel < 3; channel++) {
          last.write(Pictures.bar(i + channel)[pixel]);
        }
      }
    }
    Path a = Pictures.npy(folder.resolve("first.npy"), first.toByteArray(), 20, 3, 8, 8);
    Path b = Pictures.npy(folder.resolve("last.npy"), last.toByteArray(), 20, 8, 8, 3);
    Path out = folder.resolve("out");
    Result result = ae(words("train deep --epochs 1 --data", a, "--out", out));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("images of 8 x 8 in colour; 18 to train on, 2 to test on");
    Result ofFirst = ae(words("encode", out, "--input", a, "--output", "-"));
    assertThat(ofFirst.out().lines()).hasSize(20);
    assertThat(ae(words("encode", out, "--input", b, "--output", "-"))).isEqualTo(ofFirst);
  }

  @Test
  void anArrayOfRowsIsATableOfNumbersWhoseGapsAreNaN() throws IOException {
    int rows = 400;
    int width = 50;
    double[] values = new double[rows * width];
    Random random = new Random(1);
    for (int row = 0; row < rows; row++) {
      double u = random.nextGaussian();
      for (int i = 0; i < width; i++) {
        values[row * width + i] = i == 7 ? 3 : 1000 + u * (i + 1);
      }
    }
    values[11] = Double.NaN;
    Path wide = Pictures.npy(folder.resolve("wide.npy"), values, rows, width);
    Path out = folder.resolve("out");
    Result result =
        ae(words("train linear --set codeSize=1 --epochs 40 --data", wide, "--out", out));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("49 columns are learned", "\"8\" is always \"3.0\"");
    assertThat(ae("evaluate", out.toString()).out())
        .isEqualTo(Files.readString(out.resolve("metrics.json")));
    Path made = folder.resolve("made.csv");
    Result filled = ae(words("reconstruct --fill", out, "--input", wide, "--output", made));
    assertThat(filled.err()).contains("1 cells filled in");
    double expected = 1000 + (values[0] - 1000) * 12;
    assertThat(Double.parseDouble(TableFiles.column(made, "12").get(0)))
        .isBetween(expected - 2, expected + 2);
    assertThat(TableFiles.column(made, "1").get(5)).isEqualTo(Float.toString((float) values[250]));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nosuch/     | nosuch: there is no such file",
        "nosuch.npy  | cannot read nosuch.npy: there is no such file",
        "empty       | empty holds no PNG, JPEG or BMP picture; name another folder",
        "mixed       | b.png has 4 x 16 pixels, expected 8 x 8 as a.png has; say a size for all, as --resize",
        "corrupt     | cannot read corrupt/b.png: ",
        "few         | few has too few images, 1, to draw a tenth for the test: name others with --test",
        "dark.npy    | dark.npy has pixels from -1.0 to 0.0, expected 0 to 1 or 0 to 255; scale them",
        "cube.npy    | cube.npy holds an array of 1 x 2 x 2 x 2, expected images, N x H x W or ",
      })
  void whatCannotBeReadIsNamedAndLeavesNothing(String name, String message) throws IOException {
    for (String sub : List.of("empty", "mixed", "corrupt", "few")) {
      Files.createDirectories(folder.resolve(sub));
    }
    for (String sub : List.of("mixed", "corrupt", "few")) {
      Pictures.write(folder.resolve(sub + "/a.png"), 8, Pictures.bar(0));
    }
    Pictures.write(folder.resolve("mixed/b.png"), 4, Pictures.bar(0));
    byte[] whole = Files.readAllBytes(folder.resolve("few/a.png"));
    Files.write(folder.resolve("corrupt/b.png"), Arrays.copyOf(whole, 60));
    Pictures.npy(folder.resolve("dark.npy"), new double[] {-1, 0, 0, 0}, 1, 2, 2);
    Pictures.npy(folder.resolve("cube.npy"), new byte[8], 1, 2, 2, 2);
    Result result =
        ae(words("train deep --data", folder.resolve(name), "--out", folder.resolve("out")));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err().lines().filter(line -> line.startsWith("ae: ")))
        .singleElement()
        .asString()
        .contains(message.replaceFirst("(cannot read )(?=\\w)", "$1" + folder + "/"));
    assertThat(names(folder)).doesNotContain("out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--resize 8   | '8' is not HEIGHTxWIDTH",
        "--resize 0x8 | '0x8' is not HEIGHTxWIDTH",
        "--colours red | 'red' is neither grey nor rgb",
      })
  void wrongOptionsAreWrongUsage(String option, String message) {
    Result result = ae(words("train deep " + option + " --data", pictures));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  @Test
  void optionsOfFoldersAreRefusedForArraysAndImagesOfAnotherSizeForModels() throws IOException {
    Result resized = ae(words("train deep --resize 4x4 --data", array));
    assertThat(resized.code()).isEqualTo(2);
    assertThat(resized.err()).contains("--resize and --colours are for folders of pictures");
    Result larger = ae(words("encode --resize 9x9", run, "--input", pictures, "--output", "-"));
    assertThat(larger.code()).isEqualTo(1);
    assertThat(larger.err())
        .contains("images of 9 x 9 in grey, 81 numbers each, but", "reads 64; --resize and");
    Result filled = ae(words("reconstruct --fill", run, "--input", pictures, "--output", "-"));
    assertThat(filled.code()).isEqualTo(2);
    assertThat(filled.err()).contains("--fill is for models of tables");
  }
}
