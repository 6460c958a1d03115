package org.autoencoderzoo.zoo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a setting means that may be null when all defaults are filled in. It stands on the
 * field of the builder; {@code ae list MODEL} shows it, and {@link Settings#set} takes {@code null}
 * for the field.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface WhenNull {

  /** {@return what null means, in a few words} */
  String value();
}
