package org.autoencoderzoo.zoo;

import java.util.List;

/**
 * Models from outside of this library. A jar that has some names its implementation, a public class
 * with a public constructor without arguments, in the file {@code
 * META-INF/services/org.autoencoderzoo.zoo.ZooExtension}; {@link Zoo} and {@code ae --plugins} find
 * it there.
 */
public interface ZooExtension {

  /**
   * {@return the models, in the order in which they are listed after those of the library} The id
   * of an entry is the {@linkplain AutoencoderModel#name() name} of its model, which no other has.
   */
  List<Zoo.Entry> models();

  /**
   * {@return the parts of your own that saved models have: configurations of layers, penalties,
   * corruptions, losses, selections, activations, updaters} {@code ae --plugins} loads files that
   * name these classes; a program lists them when it calls {@link
   * org.autoencoderzoo.Autoencoder#load load}. The models themselves are not in the files.
   */
  default List<Class<?>> trustedClasses() {
    return List.of();
  }
}
