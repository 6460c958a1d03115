package org.autoencoderzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.autoencoderzoo.cli.AeRun.ae;
import static org.autoencoderzoo.cli.AeRun.inANewProcess;
import static org.autoencoderzoo.cli.AeRun.newProcess;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.AeRun.Result;
import org.autoencoderzoo.cli.plugins.Quiet;
import org.autoencoderzoo.cli.plugins.QuietCode;
import org.autoencoderzoo.cli.plugins.QuietZoo;
import org.autoencoderzoo.cli.plugins.Stripes;
import org.autoencoderzoo.cli.plugins.WrongExtensions;
import org.autoencoderzoo.datasets.CsvMatrix;
import org.autoencoderzoo.datasets.NamedDataSet;
import org.autoencoderzoo.zoo.Zoo;
import org.autoencoderzoo.zoo.ZooExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A jar with a model and a data set, given to {@code ae --plugins}. */
class PluginsTest {

  private static final String[] TRAIN =
      "train quiet --data stripes --set lambda=0.5 --set codeSize=4 --epochs 2".split(" ");

  @TempDir static Path shared;
  private static Path jar;
  private static Path run;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws Exception {
    jar =
        jar(
            shared.resolve("quiet.jar"),
            Map.of(ZooExtension.class, QuietZoo.class, NamedDataSet.class, Stripes.class),
            Quiet.class,
            QuietCode.class);
    run = shared.resolve("run");
    Result trained = alone(shared, TRAIN, "--out", run.toString(), "--plugins", jar.toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.out()).contains(run.resolve("report.html").toString());
  }

  @Test
  void runOfAPluginLeavesWhatEveryRunLeaves() throws IOException {
    assertThat(Files.readString(run.resolve("zoo.json")))
        .contains("\"quiet\"", "\"lambda\" : 0.5", "\"data\" : \"stripes\"", "--plugins " + jar);
    assertThat(Files.readString(run.resolve("metrics.json")))
        .contains("\"model\" : \"quiet\"", "\"data\" : \"stripes\"", "\"train_examples\" : 120");
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("Short codes", "Stripes, 6x6", "lambda");
    assertThat(run.resolve("filters.png")).exists();
  }

  @Test
  void laterCommandsReadItInANewProcess() throws Exception {
    Result result = alone(folder, new String[] {"--plugins=" + jar, "evaluate", run.toString()});
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo(Files.readString(run.resolve("metrics.json")));
  }

  @Test
  void withoutThePluginItIsRefusedWithTheWayOut() throws Exception {
    Result result = alone(folder, new String[] {"evaluate", run.toString()});
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err().lines())
        .singleElement()
        .asString()
        .contains("it names the class " + QuietCode.class.getName(), "--plugins JAR");
    assertThat(ae("list").out()).doesNotContain("quiet");
    assertThat(ae("train", "quiet").err()).contains("There is no model \"quiet\"");
    assertThat(ae("train", "basic", "--data", "stripes").code()).isEqualTo(2);
  }

  @Test
  void savedModelOfLibraryPartsSaysWhichDataSetIsMissing() throws Exception {
    Path out = folder.resolve("out");
    ae(
        "train basic --data stripes --epochs 1 --plugins".split(" "),
        jar.toString(),
        "--out",
        out.toString());
    Result result = ae("evaluate", out.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("was trained on stripes, which is no data set of this program")
        .contains("--plugins");
  }

  @Test
  void modelIsListedAndShownWithItsSettings() {
    assertThat(ae("list", "--plugins", jar.toString()).out())
        .contains("basic", "quiet", "Nobody 2020", "Short codes");
    assertThat(ae("list", "quiet", "--plugins", jar.toString()).out())
        .contains("quiet: Short codes (Nobody 2020)", "--set lambda=0.1");
    assertThat(ae("--plugins", jar.toString(), "show", "quiet", "--set", "codeSize=7").out())
        .contains("TiedDecoder", "784,7");
    assertThat(ae("show", "quiet", "--json", "--plugins=" + jar).out())
        .contains(QuietCode.class.getName());
    Result wrong = ae("train", "quiet", "--set", "lambda=-1", "--plugins", jar.toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("quiet: lambda is -1.0, must be at least 0");
  }

  @Test
  void modelTransformsRows() throws IOException {
    Path x = folder.resolve("x.csv");
    CsvMatrix.write(x, new Stripes().load().test().images());
    Path codes = transformed("encode", x);
    assertThat(CsvMatrix.read(codes, 4).rows()).isEqualTo(30);
    assertThat(
            CsvMatrix.read(transformed("decode", codes), 36)
                .equalsWithEps(CsvMatrix.read(transformed("reconstruct", x), 36), 1e-5))
        .isTrue();
  }

  private Path transformed(String verb, Path input) {
    Path output = folder.resolve(verb + ".csv");
    Result result =
        ae(
            new String[] {verb, run.toString(), "--plugins", jar.toString()},
            "--input",
            input.toString(),
            "--output",
            output.toString());
    assertThat(result.code()).as(result.err()).isZero();
    return output;
  }

  @Test
  void interruptedRunSaysHowToContinueAndEndsAsTheOther() throws Exception {
    Path out = folder.resolve("out");
    String[] words =
        Stream.concat(
                Stream.of(TRAIN).map(word -> word.equals("2") ? "50000" : word),
                Stream.of("--plugins", jar.toString(), "--checkpoint-minutes", "0.0001"))
            .toArray(String[]::new);
    Path err = folder.resolve("err");
    Process process =
        newProcess(Map.of(), withoutTheTests(), with(words, "--out", out.toString()))
            .redirectError(err.toFile())
            .start();
    while (process.isAlive() && !Files.exists(folder.resolve("out.checkpoint"))) {
      Thread.sleep(20);
    }
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(err))
        .contains("To continue: ./ae train quiet ", " --plugins " + jar, " --resume");
    Result other = ae(words, "--set", "lambda=0.25", "--resume", "--out", out.toString());
    assertThat(other.err()).contains("lambda is 0.5 there and 0.25 here");
  }

  @Test
  void resumedRunOfAPluginIsTheSame() throws Exception {
    Path again = folder.resolve("again");
    Result result = ae(TRAIN, "--resume", "--out", again.toString(), "--plugins", jar.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Autoencoder.load(again, QuietCode.class).network().params())
        .isEqualTo(Autoencoder.load(run, QuietCode.class).network().params());
  }

  @Test
  void classesThatNoExtensionListsAreNotTrusted() throws Exception {
    Path distrusting = zooJar(WrongExtensions.Distrusting.class);
    Result result = ae("evaluate", run.toString(), "--plugins", distrusting.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("it names the class " + QuietCode.class.getName());
  }

  @Test
  void modelWhoseClassesNoExtensionListsIsNotTrained() throws Exception {
    Path distrusting = zooJar(WrongExtensions.Distrusting.class);
    Path out = folder.resolve("out");
    Result result =
        ae(
            "train quiet --limit 20 --epochs 1 --plugins".split(" "),
            distrusting.toString(),
            "--out",
            out.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err().lines())
        .singleElement()
        .asString()
        .contains("quiet was not trained", QuietCode.class.getName(), "trustedClasses()");
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing.jar | missing.jar: there is no such file",
        "damaged.jar | damaged.jar cannot be read, or is not a jar (",
        "empty.jar   | empty.jar registers no extension: none of [META-INF/services/org.autoencoderzoo.zoo.ZooExtension, ",
        "blank.jar   | blank.jar registers no extension",
        "folder      | folder is a folder; pack it into a jar"
      })
  void wrongJarIsWrongUsage(String name, String message) throws Exception {
    Files.createDirectory(folder.resolve("folder"));
    Files.writeString(folder.resolve("damaged.jar"), "no jar");
    jar(folder.resolve("empty.jar"), Map.of(), Quiet.class);
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(folder.resolve("blank.jar")))) {
      add(out, service(ZooExtension.class), "# nothing\n\n".getBytes(StandardCharsets.UTF_8));
    }
    for (String given :
        List.of(folder.resolve(name).toString(), jar + "," + folder.resolve(name))) {
      Result result = ae("list", "--plugins", given);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).contains("ae: --plugins: " + folder).contains(message);
      assertThat(result.err().lines()).hasSize(2).last().asString().startsWith("Try 'ae");
    }
    assertThat(ae("list", "--plugins").code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Throwing    | could not be instantiated: java.lang.IllegalStateException: no licence",
        "Closed      | Unable to get public no-arg constructor",
        "Failing     | the models are on holiday",
        "Silent      | models() is null, must be given",
        "Misnamed    | the model still is left out: the model PLUGINS.Quiet is named quiet; give its entry that id",
        "Second      | the model quiet is left out: PLUGINS.Quiet has the name of PLUGINS.Quiet; rename the class",
        "Usurping    | the model basic is left out: org.autoencoderzoo.zoo.Basic has the name of org.autoencoderzoo.zoo.Basic",
        "BadDefaults | the model loud is left out: its builder fails with its defaults: lambda is -1.0, must be at least 0"
      })
  void wrongExtensionIsNamedAndTheOthersWork(String name, String message) throws Exception {
    Class<?> wrong = Class.forName(WrongExtensions.class.getName() + "$" + name);
    Result result = ae("list", "--plugins", jar + "," + zooJar(wrong));
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("quiet", "basic").doesNotContain("loud", "still");
    assertThat(result.err().lines())
        .first()
        .asString()
        .startsWith("ae: ")
        .contains(wrong.getName())
        .contains(message.replace("PLUGINS", Quiet.class.getPackageName()));
  }

  @Test
  void classThatTheJarLacksIsNamed() throws Exception {
    Path lacking = jar(folder.resolve("lacking.jar"), Map.of(ZooExtension.class, QuietZoo.class));
    Result result = alone(folder, new String[] {"list", "--plugins", lacking.toString()});
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains(Quiet.class.getName().replace('.', '/'));
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(folder.resolve("absent.jar")))) {
      add(out, service(ZooExtension.class), "com.example.Absent".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(ae("list", "--plugins", folder.resolve("absent.jar").toString()).err())
        .contains("Provider com.example.Absent not found");
  }

  @Test
  void dataSetOfAnotherNameIsRefused() throws Exception {
    Path renamed =
        jar(
            folder.resolve("renamed.jar"),
            Map.of(NamedDataSet.class, WrongExtensions.Renamed.class));
    Result result =
        ae("train basic --data renamed --plugins".split(" "), renamed.toString(), "--out", "none");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("has the id renamed, but the data that it loads is named stripes");
    Path digits =
        jar(folder.resolve("digits.jar"), Map.of(NamedDataSet.class, WrongExtensions.Digits.class));
    assertThat(ae("list", "--plugins", digits.toString()).err())
        .contains("its id digits is that of org.autoencoderzoo.datasets.ImageDataSet");
    assertThat(ae("train", "basic", "--data", "no", "--plugins", jar.toString()).err())
        .contains("expected one of digits, mnist, fashion-mnist, stripes");
    assertThat(ae("data", "fetch", "stripes", "--plugins", jar.toString()).err())
        .contains("stripes has no files: there is nothing to fetch");
    assertThat(
            ae("train basic --data stripes --data-dir x --plugins".split(" "), jar.toString())
                .err())
        .contains("--data-dir has no meaning for stripes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "list", "train", "evaluate", "encode", "data fetch", "example"})
  void everyCommandExplainsTheOption(String command) {
    assertThat(ae((command + " --help").trim().split(" ")).out())
        .contains("--plugins=JAR[,JAR...]");
  }

  @Test
  void versionNamesThePlugins() {
    assertThat(ae("--version", "--plugins", jar.toString()).out())
        .contains(
            "plugin " + jar + " " + QuietZoo.class.getName() + ", " + Stripes.class.getName());
    assertThat(ae("--version").out()).doesNotContain("plugin");
  }

  @Test
  void afterTheCommandThePluginsAreGone() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    ae("list", "--plugins", jar.toString());
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    assertThat(Zoo.models()).noneMatch(model -> model.id().equals("quiet"));
  }

  /** In a process whose class path lacks the classes of the tests. */
  private static Result alone(Path folder, String[] first, String... more) throws Exception {
    Result result = inANewProcess(folder, Map.of(), withoutTheTests(), with(first, more));
    // Maven's class path has the binding of SLF4J twice, which says so.
    String err =
        result
            .err()
            .lines()
            .filter(line -> !line.startsWith("SLF4J:"))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    return new Result(result.code(), result.out(), err);
  }

  private static List<String> withoutTheTests() throws Exception {
    Path tests = Path.of(Quiet.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return List.of(
        "-cp",
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).equals(tests))
            .collect(Collectors.joining(File.pathSeparator)));
  }

  private static String[] with(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  private Path zooJar(Class<?> extension) throws IOException {
    return jar(
        folder.resolve(extension.getSimpleName() + ".jar"), Map.of(ZooExtension.class, extension));
  }

  private static Path jar(Path file, Map<Class<?>, Class<?>> services, Class<?>... classes)
      throws IOException {
    List<Class<?>> all = new ArrayList<>(List.of(classes));
    all.addAll(services.values());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<Class<?>, Class<?>> service : services.entrySet()) {
        add(
            out,
            service(service.getKey()),
            service.getValue().getName().getBytes(StandardCharsets.UTF_8));
      }
      for (Class<?> type : all) {
        addClass(out, type);
        for (Class<?> nested : type.getDeclaredClasses()) {
          addClass(out, nested);
        }
      }
    }
    return file;
  }

  private static String service(Class<?> service) {
    return "META-INF/services/" + service.getName();
  }

  private static void addClass(JarOutputStream out, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
      add(out, name, in.readAllBytes());
    }
  }

  private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }
}
