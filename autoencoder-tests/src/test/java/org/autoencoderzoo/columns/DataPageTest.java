package org.autoencoderzoo.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.tools.ToolProvider;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/** The Java code in docs/data.md, compiled and run. */
class DataPageTest {

  private static final List<String> TOWNS = List.of("Rome", "Oslo", "Bern");

  @TempDir Path folder;

  /** The blocks of the page, from the first. */
  private static List<String> blocks() throws Exception {
    String[] parts = Files.readString(Path.of("..", "docs", "data.md")).split("```");
    return Arrays.stream(parts)
        .filter(part -> part.startsWith("java\n"))
        .map(part -> part.substring("java\n".length()))
        .toList();
  }

  /** A class with one method, which is the code. */
  private Method compiled(String name, String parameters, String code) throws Exception {
    Path source = folder.resolve(name + ".java");
    Files.writeString(
        source,
        """
        import java.nio.file.Path;
        import java.util.List;
        import org.autoencoderzoo.Autoencoder;
        import org.autoencoderzoo.columns.*;
        import org.autoencoderzoo.datasets.Csv;
        import org.autoencoderzoo.training.Training;
        import org.autoencoderzoo.zoo.Deep;
        public class %s {
          public static void run(%s) throws Exception {
        %s
          }
        }
        """
            .formatted(name, parameters, code));
    String classPath = System.getProperty("java.class.path");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, source.toString()))
        .isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      return Arrays.stream(loader.loadClass(name).getMethods())
          .filter(method -> method.getName().equals("run"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<List<?>> rows() {
    Random random = new Random(1);
    List<List<?>> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(
          List.of(
              "row " + i,
              i % 10 == 3 ? "-999" : Math.exp(random.nextGaussian()),
              random.nextInt(70) + 0.5,
              TOWNS.get(random.nextInt(3)),
              random.nextBoolean() ? "good" : "bad"));
    }
    return rows;
  }

  private static final List<String> NAMES = List.of("id", "amount", "age", "town", "class");

  @Test
  void fiveLinesTrainAndSaveAModelWithItsColumns() throws Exception {
    List<String> lines = new ArrayList<>(List.of(String.join(",", NAMES)));
    rows().forEach(row -> lines.add(String.join(",", row.stream().map(Object::toString).toList())));
    Files.write(folder.resolve("t.csv"), lines);
    String code = blocks().get(0).replace("Path.of(\"", "folder.resolve(\"");
    compiled("FiveLines", "Path folder", code).invoke(null, folder);
    Columns columns = Autoencoder.load(folder.resolve("model")).columns().orElseThrow();
    assertThat(columns.columns()).extracting(Column::name).containsExactly("amount", "age", "town");
    assertThat(columns.label()).contains("class");
  }

  @Test
  void columnsOfAProgramDecodeTheRowsOfAnotherTable() throws Exception {
    Table table = Tables.of("t", NAMES, rows());
    Table other = Tables.of("other", NAMES, rows().subList(0, 10));
    Columns columns =
        Columns.builder()
            .label("class")
            .ignore("id")
            .missing("-999")
            .column("amount", ColumnType.number().withLog1p().withClip(5))
            .fit(table);
    Autoencoder autoencoder = Basic.builder().forColumns(columns).build().init();
    autoencoder.fit(columns.examples(table), Training.defaults().withEpochs(1));
    List<String> seen = new ArrayList<>();
    String code = blocks().get(1).replace("back.text(0, 2);", "seen.add(back.text(0, 2));");
    compiled(
            "Program", "Table table, Table other, Autoencoder autoencoder, List<String> seen", code)
        .invoke(null, table, other, autoencoder, seen);
    assertThat(seen).hasSize(1);
    assertThat(columns.columns().get(2).unitNames()).contains(seen.get(0)).containsAll(TOWNS);
    assertThat(columns.columns().get(0).missing()).isEqualTo(10);
    assertThat(columns.decode(Nd4j.zeros(1, columns.width())).number(0, 0)).isPositive();
  }
}
