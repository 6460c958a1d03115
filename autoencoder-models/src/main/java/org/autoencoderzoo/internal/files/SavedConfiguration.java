package org.autoencoderzoo.internal.files;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.exc.InvalidDefinitionException;
import org.nd4j.shade.jackson.databind.exc.InvalidTypeIdException;
import org.nd4j.shade.jackson.databind.type.TypeFactory;

/** A network's configuration as JSON, in Deeplearning4j's own format. */
public final class SavedConfiguration {

  private static final String NAME = "configuration.json";
  private static final int MOST_NAME_CHARACTERS = 200;
  private static final int MOST_NAMES = 10;

  /** For what the caller has made, not for files. */
  private static final ObjectMapper OF_ANY_CLASS = mapper(TypeFactory.defaultInstance());

  private SavedConfiguration() {}

  /**
   * The JSON of a configuration.
   *
   * @param configuration of a network
   * @return what {@link #read} reads
   * @throws IllegalStateException if it would not come back as it is
   */
  public static String write(ComputationGraphConfiguration configuration) {
    try {
      String json = BoundedJson.checked(NAME, json(configuration));
      String again = OF_ANY_CLASS.readValue(json, ComputationGraphConfiguration.class).toJson();
      String lost = difference("", OF_ANY_CLASS.readTree(json), OF_ANY_CLASS.readTree(again));
      if (lost != null) {
        throw unsavable(
            "its configuration would change on loading: "
                + lost
                + " is lost; give the class a setter for it, or a constructor with @JsonCreator",
            null);
      }
      return json;
    } catch (InvalidTypeIdException e) {
      throw notMade(e.getTypeId(), e);
    } catch (InvalidDefinitionException e) {
      throw notMade(e.getType() == null ? null : e.getType().toCanonical(), e);
    } catch (JsonProcessingException e) {
      throw unsavable(Reason.of(new IOException(BoundedJson.invalid(NAME, e), e), ""), e);
    } catch (IOException e) {
      throw unsavable(e.getMessage(), e);
    }
  }

  /**
   * The classes of a configuration that {@link #read} would refuse.
   *
   * @param configuration of a network
   * @param trusted as {@code read} would get them
   * @return their names, each once
   * @throws IllegalStateException if {@link #write} refuses it
   */
  public static Set<String> refused(
      ComputationGraphConfiguration configuration, Class<?>... trusted) {
    try {
      return new TrustedClasses(trusted).refusedIn(OF_ANY_CLASS.readTree(write(configuration)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e); // It was read already.
    }
  }

  private static String json(ComputationGraphConfiguration configuration) {
    try {
      return configuration.toJson();
    } catch (RuntimeException e) {
      throw unsavable("its configuration cannot be written as JSON", e);
    }
  }

  private static IllegalStateException notMade(String type, Exception cause) {
    return unsavable(
        (type == null ? "a class that its configuration names" : type)
            + " could not be made again from its JSON; let it be a class with a name, at the top"
            + " level or static, with a constructor without arguments or with @JsonCreator",
        cause);
  }

  private static IllegalStateException unsavable(String reason, Exception cause) {
    return new IllegalStateException("The network cannot be saved: " + reason, cause);
  }

  /** Where two differ, or null. */
  private static String difference(String path, JsonNode wanted, JsonNode found) {
    if (wanted.isObject() && found.isObject() && wanted.size() == found.size()) {
      for (var fields = wanted.fields(); fields.hasNext(); ) {
        var field = fields.next();
        String below = path + "/" + field.getKey();
        JsonNode there = found.path(field.getKey());
        String difference = difference(below, field.getValue(), there);
        if (difference != null) {
          return difference;
        }
      }
      return null;
    }
    if (wanted.isArray() && found.isArray() && wanted.size() == found.size()) {
      for (int i = 0; i < wanted.size(); i++) {
        String difference = difference(path + "/" + i, wanted.get(i), found.get(i));
        if (difference != null) {
          return difference;
        }
      }
      return null;
    }
    return wanted.equals(found) ? null : path;
  }

  /**
   * The configuration that a file holds.
   *
   * @param json what {@link #write} gave
   * @param trusted classes that it may name beside those of Deeplearning4j and this library
   * @return the configuration
   * @throws RefusedFileException if it names other classes
   * @throws IOException if it is not such a configuration
   */
  public static ComputationGraphConfiguration read(String json, Class<?>... trusted)
      throws IOException {
    TrustedClasses classes = new TrustedClasses(trusted);
    try {
      // Not fromJson: for older formats, that one loads classes in other ways.
      return mapper(classes)
          .readValue(BoundedJson.checked(NAME, json), ComputationGraphConfiguration.class);
    } catch (JsonProcessingException e) {
      if (classes.refused().isPresent()) {
        Set<String> names = new LinkedHashSet<>(Set.of(classes.refused().get()));
        names.addAll(classes.refusedIn(OF_ANY_CLASS.readTree(json)));
        throw new RefusedFileException(refusal(names));
      }
      throw new IOException(
          BoundedJson.invalid(NAME, e)
              + (e instanceof InvalidTypeIdException
                  ? ": no class of this name belongs there"
                  : ""),
          e);
    }
  }

  private static String refusal(Set<String> names) {
    String shown =
        names.stream()
            .limit(MOST_NAMES)
            .map(name -> Excerpt.of(name, MOST_NAME_CHARACTERS))
            .collect(Collectors.joining(", "));
    return names.size() == 1
        ? "was not read: it names the class "
            + shown
            + ", which is not part of a Deeplearning4j or autoencoder configuration;"
            + " if it is yours, or you trust it, name it when loading: in Java"
            + " Autoencoder.load(path, theClass), on the command line --plugins JAR, which lists it"
            + " among its trusted classes"
        : "was not read: it names the classes "
            + shown
            + (names.size() > MOST_NAMES
                ? " and %,d more".formatted(names.size() - MOST_NAMES)
                : "")
            + ", which are not parts of a Deeplearning4j or autoencoder configuration;"
            + " if they are yours, or you trust them, name them when loading: in Java"
            + " Autoencoder.load(path, oneClass, another), on the command line --plugins JAR, which"
            + " lists them among its trusted classes";
  }

  private static ObjectMapper mapper(TypeFactory classes) {
    return new ObjectMapper()
        .setTypeFactory(classes)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }
}
