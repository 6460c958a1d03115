package org.autoencoderzoo.settings;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.function.Consumer;

/**
 * What others add to this library: the providers of a service that Java's {@link ServiceLoader}
 * finds.
 */
public final class Extensions {

  private Extensions() {}

  /**
   * Uses each provider that the thread's context class loader finds. One that is not right does not
   * keep the others from being used.
   *
   * @param <T> the type of the service
   * @param service an interface
   * @param use takes each provider; it may throw what is wrong with one
   * @param problem takes a line for each provider that cannot be made, or that use refused, with
   *     its class
   * @throws IllegalArgumentException if an argument is null
   */
  public static <T> void forEach(
      Class<T> service, Consumer<? super T> use, Consumer<String> problem) {
    Arguments.given("service", service);
    Arguments.given("use", use);
    Arguments.given("problem", problem);
    Iterator<Provider<T>> providers = ServiceLoader.load(service).stream().iterator();
    while (true) {
      String name = "";
      try {
        if (!providers.hasNext()) {
          return;
        }
        Provider<T> provider = providers.next();
        name = provider.type().getName() + ": ";
        use.accept(provider.get());
      } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
        problem.accept(name + reason(e));
      }
    }
  }

  /**
   * {@return why something failed, in one line}
   *
   * @param failure that an extension caused
   * @throws IllegalArgumentException if it is null
   */
  public static String reason(Throwable failure) {
    Arguments.given("failure", failure);
    String text = failure.getMessage();
    if (failure instanceof ServiceConfigurationError) {
      // Begins with the service, and leaves out what happened.
      text = text.replaceFirst("^[\\w.$]+: ", "");
      text += failure.getCause() == null ? "" : ": " + failure.getCause();
    } else if (text == null || !(failure instanceof IllegalArgumentException)) {
      text = failure.toString();
    }
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
