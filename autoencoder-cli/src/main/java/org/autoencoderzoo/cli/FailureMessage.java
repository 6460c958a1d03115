package org.autoencoderzoo.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.stream.Stream;
import org.autoencoderzoo.datasets.DataUnavailableException;

/** What a failure says to a user, in one line and with a way out where there is one. */
final class FailureMessage {

  private FailureMessage() {}

  static String of(Throwable failure) {
    Optional<Throwable> memory = causes(failure).filter(FailureMessage::isOfMemory).findFirst();
    if (memory.isPresent()) {
      return "out of memory ("
          + memory.get().getMessage()
          + "); AE_JAVA_OPTS can give more: -Xmx4g for Java's heap,"
          + " -Dorg.bytedeco.javacpp.maxBytes=16g for arrays outside of it";
    }
    Optional<Throwable> ofAPlugin = causes(failure).filter(FailureMessage::isOfAPlugin).findFirst();
    if (ofAPlugin.isPresent()) {
      return oneLine(ofAPlugin.get().toString())
          + "; a jar of --plugins must be compiled for this Java, and hold the classes that it needs,"
          + " or name their jars in the Class-Path of its manifest";
    }
    if (causes(failure).anyMatch(LinkageError.class::isInstance)) {
      return "Deeplearning4j's native libraries cannot be loaded ("
          + oneLine(causes(failure).reduce((first, last) -> last).orElse(failure).toString())
          + "); where the home folder cannot be written, name a folder to unpack them in:"
          + " AE_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=DIR";
    }
    if (failure instanceof FileSystemException file) {
      return file.getFile() + ": " + problem(file);
    }
    if (failure instanceof UncheckedIOException) {
      return of(failure.getCause());
    }
    String message = failure.getMessage();
    if (failure instanceof DataUnavailableException) {
      return message; // A line for each place that was tried.
    }
    return message == null || message.isBlank() || isOurFault(failure)
        ? oneLine(failure.toString())
        : oneLine(message);
  }

  /** A class that is not there, or is too new; not one whose native library does not load. */
  private static boolean isOfAPlugin(Throwable failure) {
    return failure instanceof UnsupportedClassVersionError
        || failure instanceof NoClassDefFoundError
            && String.valueOf(failure.getMessage())
                .matches("(?!org/(nd4j|bytedeco|deeplearning4j)/)[\\w/$]+");
  }

  /** Of Java's heap and of JavaCPP, or of native code. */
  private static boolean isOfMemory(Throwable failure) {
    return failure instanceof OutOfMemoryError
        || String.valueOf(failure.getMessage()).contains("std::bad_alloc");
  }

  /** Java's own words about a bug say little without the name of the exception. */
  private static boolean isOurFault(Throwable failure) {
    return failure instanceof NullPointerException
        || failure instanceof ClassCastException
        || failure instanceof IndexOutOfBoundsException
        || failure instanceof Error;
  }

  private static String problem(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "it exists already";
    }
    return failure.getReason() == null ? failure.toString() : failure.getReason();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
