package org.autoencoderzoo.cli;

import org.autoencoderzoo.zoo.Zoo;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A model by its name. */
final class ZooConverter implements ITypeConverter<Zoo> {

  @Override
  public Zoo convert(String id) {
    try {
      return Zoo.of(id);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
