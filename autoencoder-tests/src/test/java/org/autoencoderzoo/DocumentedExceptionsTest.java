package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Whoever calls the library reads in its Javadoc what it throws. */
class DocumentedExceptionsTest {

  private static final Path SOURCES =
      Path.of("..", "autoencoder-models", "src", "main", "java", "org", "autoencoderzoo");

  @Test
  void everyPublicMethodSaysWhatItThrows() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES);
        StandardJavaFileManager manager =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.startsWith(SOURCES.resolve("internal")))
              .toList();
      assertThat(sources).hasSizeGreaterThan(50);
      // Annealing refuses numbers of epochs; its constant gives on a value, which may be any.
      assertThat(DocumentedExceptions.missingIn(manager.getJavaFileObjectsFromPaths(sources)))
          .filteredOn(missing -> !missing.startsWith("Annealing.constant:"))
          .isEmpty();
    }
  }

  @Test
  void whatIsThrownWithoutAWordIsFound() throws IOException {
    assertThat(
            missing(
                """
                /** A class. */
                public final class Silent {
                  /** Throws. */
                  public Silent() { throw new IllegalStateException(); }
                  /** Declares. */
                  protected void declared() throws java.io.IOException {}
                  /** Calls what throws. */
                  public static void caller() { inner(); }
                  private static void inner() { innermost(); }
                  private static void innermost() { throw new ArithmeticException(); }
                  /** Has nothing. */
                  public int value() { return optional.orElseThrow(() -> new Missing("it")); }
                  /** Checks. */
                  public void checking(int k) { Arguments.atLeast("k", k, 1); }
                  /** Gives on what another refuses. */
                  public Other given(int k) { return new Other(k); }
                  /** A part. */
                  public interface Part {
                    /** Declares. */
                    void run() throws InterruptedException;
                  }
                }
                """))
        .containsExactly(
            "Silent.<init>: IllegalStateException",
            "Silent.declared: IOException",
            "Silent.caller: ArithmeticException",
            "Silent.value: Missing",
            "Silent.checking: IllegalArgumentException",
            "Silent.given: IllegalArgumentException",
            "Part.run: InterruptedException");
  }

  @Test
  void whatIsSaidOrNotForUsersIsNotFound() throws IOException {
    assertThat(
            missing(
                """
                /** A class. */
                public final class Telling {
                  /**
                   * Throws.
                   *
                   * @throws IllegalStateException always
                   */
                  public Telling() { throw new IllegalStateException(); }
                  /** {@inheritDoc} */
                  @Override public void inherited() { throw new IllegalStateException(); }
                  @Override public void undocumented() { throw new IllegalStateException(); }
                  /** Gives on what is right. */
                  public Other given() { return new Other(1); }
                  /** Not for users. */
                  void hidden() { throw new IllegalStateException(); }
                }

                /** Not for users. */
                class Hidden {
                  /** Throws. */
                  public Hidden() { throw new IllegalStateException(); }
                }
                """))
        .isEmpty();
  }

  private static List<String> missing(String source) throws IOException {
    String checks =
        """
        public final class Arguments {
          /**
           * Checks.
           *
           * @throws IllegalArgumentException if it is less
           */
          public static void atLeast(String field, Number value, Number least) {
            throw new IllegalArgumentException();
          }
        }

        record Other(int k) {
          /**
           * Checks.
           *
           * @throws IllegalArgumentException if k is negative
           */
          Other {}
        }
        """;
    return DocumentedExceptions.missingIn(List.of(file("Arguments", checks), file("Seen", source)));
  }

  private static JavaFileObject file(String name, String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
