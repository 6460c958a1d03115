package org.autoencoderzoo.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.autoencoderzoo.datasets.DataSets;
import org.autoencoderzoo.datasets.NamedDataSet;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.Extensions;
import org.autoencoderzoo.zoo.Zoo;
import org.autoencoderzoo.zoo.ZooExtension;

/**
 * The jars of {@code --plugins}. While they are open, the thread's context class loader finds their
 * classes, and so {@link Zoo} and {@link DataSets} their models and data sets, and {@link Database}
 * their drivers.
 */
final class Plugins implements AutoCloseable {

  private static final List<Class<?>> SERVICES =
      List.of(ZooExtension.class, NamedDataSet.class, Driver.class);

  /** By jar, the classes that it registers. */
  private final Map<Path, Set<String>> registered = new LinkedHashMap<>();

  private final Thread thread = Thread.currentThread();
  private final ClassLoader former = thread.getContextClassLoader();
  private final URLClassLoader classes;

  /**
   * Opens the jars.
   *
   * @throws IOException with a line that says why, if one is missing or damaged, or registers
   *     nothing
   */
  Plugins(List<Path> jars) throws IOException {
    URL[] urls = new URL[jars.size()];
    for (Path jar : jars) {
      Set<String> names = registeredIn(jar);
      if (names.isEmpty()) {
        throw new IOException(
            jar
                + " registers no extension: none of "
                + SERVICES.stream().map(Plugins::file).toList()
                + " in it names a class");
      }
      urls[jars.indexOf(jar)] = jar.toUri().toURL();
      registered.put(jar, names);
    }
    classes = new URLClassLoader("plugins", urls, former);
    thread.setContextClassLoader(classes);
  }

  private static String file(Class<?> service) {
    return "META-INF/services/" + service.getName();
  }

  private static Set<String> registeredIn(Path jar) throws IOException {
    if (Files.isDirectory(jar)) {
      throw new IOException(jar + " is a folder; pack it into a jar");
    }
    Set<String> names = new LinkedHashSet<>();
    try (JarFile content = new JarFile(jar.toFile())) {
      for (Class<?> service : SERVICES) {
        ZipEntry entry = content.getEntry(file(service));
        if (entry != null) {
          try (BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(content.getInputStream(entry), StandardCharsets.UTF_8))) {
            lines
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(names::add);
          }
        }
      }
      return names;
    } catch (NoSuchFileException e) {
      throw new IOException(jar + ": there is no such file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          jar + " cannot be read, or is not a jar (" + FailureMessage.of(e) + ")", e);
    }
  }

  /** Says what is wrong with the extensions, and so left out. */
  void warn(PrintWriter err) {
    Stream.concat(Zoo.problems().stream(), DataSets.problems().stream())
        .forEach(problem -> err.println("ae: " + problem));
    err.flush();
  }

  /** The classes that saved models may name: those which the extensions in the jars list. */
  Class<?>[] trusted() {
    Set<String> names = new LinkedHashSet<>();
    registered.values().forEach(names::addAll);
    Set<Class<?>> trusted = new LinkedHashSet<>();
    Extensions.forEach(
        ZooExtension.class,
        extension -> {
          if (names.contains(extension.getClass().getName())) {
            List<Class<?>> listed = extension.trustedClasses();
            Arguments.given("trustedClasses()", listed);
            listed.forEach(type -> Arguments.given("a trusted class", type));
            trusted.addAll(listed);
          }
        },
        problem -> {}); // Said already.
    return trusted.toArray(Class<?>[]::new);
  }

  /** {@return by jar, the classes that it registers} */
  Map<Path, Set<String>> registered() {
    return registered;
  }

  /** Nothing of the jars is used from here on. */
  @Override
  public void close() throws IOException {
    thread.setContextClassLoader(former);
    classes.close();
  }
}
