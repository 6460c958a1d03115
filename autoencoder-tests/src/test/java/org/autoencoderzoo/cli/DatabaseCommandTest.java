package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autoencoderzoo.cli.AeRun.ae;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.autoencoderzoo.cli.AeRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user does with rows of a database, whose driver is a jar of theirs. */
class DatabaseCommandTest {

  private static final String QUERY = "SELECT * FROM orders ORDER BY id";
  private static final String PASSWORD = "geheim";

  @TempDir static Path shared;
  private static String address;

  @TempDir Path folder;

  /** Rows (id, u, 2u + 1, up or down); of each ten, one lacks 2u + 1. */
  @BeforeAll
  static void create() throws SQLException {
    address = "jdbc:h2:file:" + shared.resolve("shop");
    try (Connection connection = DriverManager.getConnection(address, "sa", PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id INT, a DOUBLE, b DOUBLE, kind VARCHAR(9))");
      Random random = new Random(1);
      PreparedStatement row = connection.prepareStatement("INSERT INTO orders VALUES (?, ?, ?, ?)");
      for (int i = 0; i < 300; i++) {
        double u = random.nextGaussian();
        row.setInt(1, i);
        row.setDouble(2, u);
        row.setObject(3, i % 10 == 3 ? null : 2 * u + 1);
        row.setString(4, u > 0 ? "up" : "down");
        row.execute();
      }
    }
  }

  /** Java's own class path without the driver, which stands in the jar of a plugin. */
  private static List<String> withoutDriver() {
    return List.of(
        "-cp",
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> !jar.equals(driver()))
            .collect(Collectors.joining(File.pathSeparator)));
  }

  private static String driver() {
    return Path.of(
            org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .toString();
  }

  private Result alone(String password, String... words) throws Exception {
    return AeRun.inANewProcess(folder, Map.of(Database.PASSWORD, password), withoutDriver(), words);
  }

  @Test
  void rowsOfAQueryAreLearnedAndFilledInThroughADriverOfAPlugin() throws Exception {
    Path run = folder.resolve("run");
    Result trained =
        alone(
            PASSWORD,
            "train",
            "linear",
            "--plugins",
            driver(),
            "--data",
            address,
            "--query",
            QUERY,
            "--user",
            "sa",
            "--label",
            "KIND",
            "--ignore",
            "ID",
            "--set",
            "codeSize=1",
            "--epochs",
            "300",
            "--batch",
            "32",
            "--out",
            run.toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("300 rows", "270 rows to train on, 30 to test on");
    assertThat(Files.readString(run.resolve("zoo.json")))
        .contains("\"query\" : \"" + QUERY, "\"user\" : \"sa\"")
        .doesNotContain(PASSWORD);
    Result measured = alone(PASSWORD, "evaluate", run.toString(), "--plugins", driver());
    assertThat(measured.out())
        .as(measured.err())
        .isEqualTo(Files.readString(run.resolve("metrics.json")));

    Path filled = folder.resolve("filled.csv");
    Result result =
        alone(
            PASSWORD,
            "reconstruct",
            "--fill",
            run.toString(),
            "--plugins",
            driver(),
            "--input",
            address,
            "--output",
            filled.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("30 cells filled in");
    List<String> a = TableFiles.column(filled, "A");
    List<String> b = TableFiles.column(filled, "B");
    for (int i = 3; i < 300; i += 10) {
      double expected = 2 * Double.parseDouble(a.get(i)) + 1;
      assertThat(Double.parseDouble(b.get(i))).isBetween(expected - 0.5, expected + 0.5);
    }
  }

  @Test
  void withoutADriverTheUserIsToldToGiveOne() throws Exception {
    Result result = alone("", "describe", address, "--query", QUERY);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("ae: No JDBC driver knows " + address + "; give the jar")
        .contains("--plugins");
  }

  @Test
  void aWrongPasswordSaysWhereTheRightOneGoes() throws Exception {
    Result result =
        alone(
            "wrong", "describe", address, "--query", QUERY, "--user", "sa", "--plugins", driver());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("the database says: Wrong user name or password", "AE_DB_PASSWORD")
        .doesNotContain("wrong\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "jdbc:h2:mem:x                |               | 2 | say what to select from jdbc:h2:mem:x: --query",
        "jdbc:h2:mem:x;PASSWORD=p     | SELECT 1      | 2 | holds a password, which the run would note",
        "jdbc:mysql://me:secret@h/d   | SELECT 1      | 2 | holds a password, which the run would note",
        "jdbc:nosuch:x                | SELECT 1      | 1 | No JDBC driver knows jdbc:nosuch:x",
        "jdbc:h2:mem:x                | SELECT * FROM y | 1 | the database says: Table \"Y\" not found",
        "t.csv                        | SELECT 1      | 2 | --query and --user are for databases",
      })
  void whatIsWronglyAskedIsRefused(String data, String query, int code, String message) {
    Result result =
        query == null
            ? ae("train", "linear", "--data", data)
            : ae("train", "linear", "--data", data, "--query", query, "--out", folder + "/out");
    assertThat(result.code()).isEqualTo(code);
    assertThat(result.err()).contains(message).doesNotContain("secret");
  }

  @Test
  void aQueryWithoutOrderIsRemarkedOn() throws IOException {
    Result result =
        ae(
            ("train linear --epochs 1 --data jdbc:h2:mem:numbers --out " + folder + "/out --query")
                .split(" "),
            "SELECT x AS a, 2 * x AS b FROM system_range(1, 50)");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("ae: the query has no ORDER BY", "45 rows to train on");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://host:5432/shop?ssl=true, shop",
    "jdbc:h2:mem:loans;MODE=x, loans",
    "jdbc:sqlite:/data/t.db, t.db",
    "jdbc:oracle:thin:@//host/svc, svc",
  })
  void aRunIsNamedAfterTheLastWordOfTheAddress(String name, String id) {
    assertThat(Database.id(name)).isEqualTo(id);
  }
}
