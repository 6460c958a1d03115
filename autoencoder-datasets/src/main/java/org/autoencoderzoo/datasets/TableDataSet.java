package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.files.AtomicFile;
import org.autoencoderzoo.files.Sha256;

/**
 * Public tables, fetched from packages of Debian and verified.
 *
 * <p>The first eight are sets of anomaly detection, made as PyOD and the Outlier Detection Datasets
 * have them: numbers, and a last column {@code outlier} of 0 and 1. The others are as their authors
 * published them, with categories and missing values.
 */
public enum TableDataSet {
  /** 214 pieces of glass, 9 measurements; the 9 of type 6, tableware, are outliers. */
  GLASS(
      "Glass, 9 outliers of 214",
      mlbench("glass", "Glass", "6d740b8023661263c637f261e1d7c24b6fdb9dbe65aacbb67d95e3865171da6c"),
      OutlierRule.of("Glass", "Type", Set.of("6")),
      "9f39aa7965e1cf5106b59b4b5360b6f7d2119dd6398fe15e00c8a2ba76fb0bb9"),
  /** 351 echoes of radar, 33 measurements; the 126 bad ones are outliers. */
  IONOSPHERE(
      "Ionosphere, 126 outliers of 351",
      mlbench(
          "ionosphere",
          "Ionosphere",
          "523cb7e48833e40bae413dde7889eeed5a54e7900cfd1016aa12502a99186267"),
      OutlierRule.of("Ionosphere", "Class", Set.of("bad"), "V2"),
      "220960944e20568dd258ad2b5ad645d6bc2e066b19e47af56ad23462c727a251"),
  /** 768 patients, 8 measurements; the 268 with diabetes are outliers. */
  PIMA(
      "Pima diabetes, 268 outliers of 768",
      mlbench(
          "pima",
          "PimaIndiansDiabetes",
          "3d5e123aa310b8875d57645650fd81daa9685c24945264428afa09fea986c63a"),
      OutlierRule.of("PimaIndiansDiabetes", "diabetes", Set.of("pos")),
      "4cf5ac4597e44455db6936749d4f0b0114f82d3aca3d3d69a73aa85163cba468"),
  /** 6435 places seen by a satellite, 36 measurements; the 2036 of three soils are outliers. */
  SATELLITE(
      "Satellite, 2036 outliers of 6435",
      mlbench(
          "satellite",
          "Satellite",
          "0d19410b263fbb562334e10aa48d045db6cdec88ca886a42445f74a8671d1b22"),
      OutlierRule.of(
          "Satellite", "classes", Set.of("cotton crop", "damp grey soil", "vegetation stubble")),
      "23e9575ac2825a025584ab6964067c64bdb51ff24d00dd08cad8b184ade3942d"),
  /** 49097 states of the Space Shuttle, 9 measurements; 3511 are outliers. */
  SHUTTLE(
      "Shuttle, 3511 outliers of 49097",
      Shuttle.FILES,
      OutlierRule.of(
          "Shuttle",
          "Class",
          Set.of("Fpv.Close", "Fpv.Open", "Bypass", "Bpv.Close", "Bpv.Open"),
          "High"),
      "9c4c7adbbe7a03548d47931632b64c3362235aff7bedada5121b2406ef57065b"),
  /** 683 biopsies, 9 measurements; the 239 malignant ones are outliers. */
  BREASTW(
      "Breast cancer of Wisconsin, 239 outliers of 683",
      mlbench(
          "breastw",
          "BreastCancer",
          "9db3be6e249253fc65d73f49387edb5aac4a8887021f7f7d9275c176379f0d36"),
      OutlierRule.of("BreastCancer", "Class", Set.of("malignant"), "Id"),
      "5c20bfdabc37786703a865280511e8ede8b76b6cd650d82c1a278d3c3cec2616"),
  /** 7200 patients, 6 measurements of the thyroid; the 534 ill ones are outliers. */
  ANNTHYROID(
      "Annthyroid, 534 outliers of 7200",
      Thyroid.FILES,
      TableRule::annthyroid,
      "5b8ea0c9c00d47fe74060065887b318a97e7748fc0747394f041c90590db6ab9"),
  /** 4207 mails, 57 measurements; the 1679 of spam are outliers. */
  SPAMBASE(
      "Spambase, 1679 outliers of 4207",
      DebianData.of(
          "spambase",
          "Spambase",
          new DebianPackage("r-cran-kernlab", "usr/lib/R/site-library/kernlab/data"),
          new DataFile(
              "spam.rda", "7f6ee50cd842dcf923ae023f58c3ccb8ce6e89d1a70dd4464e77350312bcf773")),
      OutlierRule.of("spam", "type", Set.of("spam")).distinct(),
      "27cbe4aef01fc2183747a56924f012b94572e8c90eedce898f572ace9a9860f9"),
  /** 768 patients, 8 measurements of which 652 are missing, and {@code diabetes}: neg or pos. */
  PIMA_INDIANS_DIABETES2(
      "Pima diabetes, 652 values missing",
      mlbench(
          "pima-indians-diabetes2",
          "PimaIndiansDiabetes2",
          "a95dc697aa7f19a305ab62e015e3cbd7bc578a883cc2b6ba691440deab534144"),
      TableRule.wholeFrame("PimaIndiansDiabetes2"),
      "689d466df0996fc69df35c7bf2ae039a551f4b9b6131ece136937047574a04e0"),
  /** 435 members of Congress, {@code Class} and 16 votes of which 392 are missing. */
  HOUSE_VOTES_84(
      "Votes in the House of 1984, 392 values missing",
      mlbench(
          "house-votes-84",
          "HouseVotes84",
          "3664bf0629ff2e4ced7b005f342418c75373b46fbcea5ebc76d61ceff39b7e75"),
      TableRule.wholeFrame("HouseVotes84"),
      "db7c93a3c07da567e78675e25f53263da91356455e8603061bdf40cf273e37dd"),
  /** 1000 loans: 7 numbers, 13 categories, and {@code class}: good or bad. */
  CREDIT_G(
      "German credit, 13 of 20 columns categories",
      weka("credit-g", "bd94085134e4eb845c96b34c93ed65a223f89d089bacb273ef96f57509ce0bed")),
  /** 435 members of Congress: 16 votes, 392 missing, and {@code Class}. */
  VOTE(
      "Votes in the House of 1984 as ARFF",
      weka("vote", "ee647a77207729d73d02cea20646afcd274fe9de95711cbf9909c903636cd65f")),
  /** 57 labor contracts: 8 numbers, 8 categories, a third of the values missing, and the class. */
  LABOR(
      "Labor contracts, a third of the values missing",
      weka("labor", "5d2733aa879fdab2c2108efeedc874e6ffee6bcc121472eda9002096dddab36f")),
  /** 683 plants: 35 categories, with missing values, and {@code class}, the disease. */
  SOYBEAN(
      "Soybean diseases, 35 categories",
      weka("soybean", "5645bcd667e9f9efa65a2a45aabb8ed7eb339d9b6e3fa6f7c92a58c4862f0227"));

  private final String title;
  private final DebianData files;
  private final TableRule rule;
  private final String sha256;

  /** A table that is one of the files. */
  TableDataSet(String title, DebianData files) {
    this(title, files, null, files.files().files().get(0).sha256());
  }

  /** A table that is made of the files, and its SHA-256. */
  TableDataSet(String title, DebianData files, TableRule rule, String sha256) {
    this.title = title;
    this.files = files;
    this.rule = rule;
    this.sha256 = sha256;
  }

  private static DebianData mlbench(String id, String frame, String sha256) {
    return DebianData.of(
        id,
        frame,
        new DebianPackage("r-cran-mlbench", "usr/lib/R/site-library/mlbench/data"),
        new DataFile(frame + ".rda", sha256));
  }

  private static DebianData weka(String name, String sha256) {
    return DebianData.of(
        name,
        name,
        new DebianPackage("weka", "usr/share/doc/weka/examples"),
        new DataFile(name + ".arff", sha256));
  }

  /** {@return the name on the command line, such as {@code credit-g}} */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return what it is, in a few words} */
  public String title() {
    return title;
  }

  /**
   * Finds a table by its id.
   *
   * @param id such as {@code credit-g}
   * @return the table
   * @throws IllegalArgumentException if there is none of that id, naming those there are
   */
  public static TableDataSet of(String id) {
    return Arrays.stream(values())
        .filter(set -> set.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "data: found '%s', expected one of %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(TableDataSet::id)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * The table, fetched first if need be.
   *
   * @return the table
   * @throws DataUnavailableException if it is nowhere to be had
   * @throws IOException if a file cannot be read or written
   */
  public Table load() throws IOException {
    return table(fetch(line -> {}));
  }

  /**
   * The table, made of files in a folder, and from nowhere else where that has them.
   *
   * @param dataDir a folder that may hold the files of the package
   * @return the table
   * @throws DataUnavailableException if it is nowhere to be had, or the folder does not exist or
   *     holds a file that is not the right one
   * @throws IOException if a file cannot be read or written
   */
  public Table load(Path dataDir) throws IOException {
    return table(made(files.fetch(dataDir)));
  }

  /**
   * Puts the table into the cache folder.
   *
   * @param progress takes short lines that say what is going on
   * @return the file of the table, CSV or ARFF, verified
   * @throws DataUnavailableException if it is nowhere to be had
   * @throws IOException if a file cannot be read or written
   */
  public Path fetch(Consumer<String> progress) throws IOException {
    Path made = CacheFolder.of(files.files().id()).path().resolve(fileName());
    return isRight(made) ? made : made(files.fetch(progress));
  }

  private String fileName() {
    return rule == null ? files.files().files().get(0).name() : id() + ".csv";
  }

  private boolean isRight(Path made) throws IOException {
    return Files.isRegularFile(made) && Sha256.of(made).equals(sha256);
  }

  /** The table of a folder that holds the package's files: one of them, or made of them. */
  private Path made(Path folder) throws IOException {
    Path made = folder.resolve(fileName());
    if (rule != null && !isRight(made)) {
      List<Path> sources =
          files.files().files().stream().map(file -> folder.resolve(file.name())).toList();
      byte[] content =
          (String.join("\n", rule.lines(sources)) + "\n").getBytes(StandardCharsets.UTF_8);
      if (!Sha256.of(content).equals(sha256)) {
        throw new IOException(
            "%s made of %s has SHA-256 %s, expected %s; report this as a fault of the library"
                .formatted(made, sources, Sha256.of(content), sha256));
      }
      AtomicFile.write(made, out -> out.write(content));
    }
    return made;
  }

  private Table table(Path file) {
    return rule == null ? Arff.of(file) : Csv.of(file);
  }
}
