package org.autoencoderzoo.internal.files;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.databind.JavaType;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.type.TypeFactory;
import org.nd4j.shade.jackson.databind.util.LookupCache;

/**
 * The classes that a file may name: what Deeplearning4j and this library write into a
 * configuration, and what the caller adds.
 *
 * <p>Jackson finds every class here that JSON names, whatever the property is called and however
 * deep it stands, before it loads it; it then also checks that the class is of the kind which the
 * property holds. So a file cannot name a layer where a loss belongs, nor any class that was not
 * made to be a part of a configuration.
 */
public final class TrustedClasses extends TypeFactory {

  private static final long serialVersionUID = 1L;

  /**
   * Packages of configurations. Not the whole of Deeplearning4j: its other classes, on some class
   * paths importers and servers among them, were not written with hostile settings in mind.
   */
  private static final String[] PACKAGES = {
    "org.deeplearning4j.nn.conf.",
    "org.deeplearning4j.nn.weights.",
    "org.nd4j.linalg.activations.impl.",
    "org.nd4j.linalg.learning.config.",
    "org.nd4j.linalg.learning.regularization.",
    "org.nd4j.linalg.lossfunctions.impl.",
    "org.nd4j.linalg.schedule.",
    "org.autoencoderzoo.corruption.",
    "org.autoencoderzoo.layers.",
    "org.autoencoderzoo.losses.",
    "org.autoencoderzoo.penalties.",
    "org.autoencoderzoo.settings.",
    "org.autoencoderzoo.training."
  };

  /** Of JSON, in which an object names its class. */
  private static final String PROPERTY = "@class";

  private final transient Set<String> added;
  private transient String refused;

  /**
   * Trusts some classes beside those of every file.
   *
   * @param added classes of the user
   */
  public TrustedClasses(Class<?>... added) {
    super((LookupCache<Object, JavaType>) null);
    this.added = Stream.of(added).map(Class::getName).collect(Collectors.toUnmodifiableSet());
  }

  /** {@return the first class that was asked for and refused} Jackson wraps what is thrown. */
  public Optional<String> refused() {
    return Optional.ofNullable(refused);
  }

  /**
   * The classes that would be refused, by name alone: none is looked up.
   *
   * @param json of a configuration
   * @return each once, in the order in which objects name them
   */
  public Set<String> refusedIn(JsonNode json) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : json.findValuesAsText(PROPERTY)) {
      if (!isTrusted(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private boolean isTrusted(String name) {
    return added.contains(name) || Stream.of(PACKAGES).anyMatch(name::startsWith);
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    if (!isTrusted(name)) {
      refused = refused == null ? name : refused;
      throw new SecurityException("not trusted");
    }
    return super.findClass(name);
  }
}
