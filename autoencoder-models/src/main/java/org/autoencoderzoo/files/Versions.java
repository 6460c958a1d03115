package org.autoencoderzoo.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Versions of what a model is made with. */
public final class Versions {

  private Versions() {}

  /**
   * {@return product name to version: this library, Deeplearning4j and Java}
   *
   * @throws UncheckedIOException if the library's jar cannot be read
   */
  public static Map<String, String> all() {
    Properties built = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      built.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("autoencoder-zoo", built.getProperty("autoencoder-zoo"));
    versions.put("deeplearning4j", built.getProperty("deeplearning4j"));
    versions.put("java", System.getProperty("java.version"));
    return versions;
  }
}
