package org.autoencoderzoo.cli.plugins;

import java.util.List;
import org.autoencoderzoo.zoo.Zoo;
import org.autoencoderzoo.zoo.ZooExtension;

/** Registers {@link Quiet}. */
public final class QuietZoo implements ZooExtension {

  @Override
  public List<Zoo.Entry> models() {
    return List.of(new Zoo.Entry("quiet", "Short codes", "Nobody 2020", Quiet::builder));
  }

  @Override
  public List<Class<?>> trustedClasses() {
    return List.of(QuietCode.class);
  }
}
