package org.autoencoderzoo.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Versions of what a run was made with. */
final class Versions implements IVersionProvider {

  private static final String RESOURCE = "versions.properties";

  @Override
  public String[] getVersion() {
    return all().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .toArray(String[]::new);
  }

  /** {@return product name to version} */
  static Map<String, String> all() {
    Properties filtered = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream(RESOURCE)) {
      filtered.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("autoencoder-zoo", filtered.getProperty("autoencoder-zoo"));
    versions.put("deeplearning4j", filtered.getProperty("deeplearning4j"));
    versions.put("java", System.getProperty("java.version"));
    return versions;
  }
}
