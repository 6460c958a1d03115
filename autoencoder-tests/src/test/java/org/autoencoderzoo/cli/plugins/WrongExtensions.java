package org.autoencoderzoo.cli.plugins;

import java.io.IOException;
import java.util.List;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.NamedDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Zoo;
import org.autoencoderzoo.zoo.ZooExtension;

/** Each is wrong in one thing. */
public final class WrongExtensions {

  private WrongExtensions() {}

  private static List<Zoo.Entry> quiet(String id) {
    return List.of(new Zoo.Entry(id, "Short codes", "Nobody 2020", Quiet::builder));
  }

  /** Cannot be made. */
  public static final class Throwing implements ZooExtension {

    /** Throws. */
    public Throwing() {
      throw new IllegalStateException("no licence");
    }

    @Override
    public List<Zoo.Entry> models() {
      return List.of();
    }
  }

  /** Has no public constructor without arguments. */
  public static final class Closed implements ZooExtension {

    /** Not for ServiceLoader. */
    public Closed(int size) {
      assert size > 0;
    }

    @Override
    public List<Zoo.Entry> models() {
      return List.of();
    }
  }

  /** Fails when it is asked. */
  public static final class Failing implements ZooExtension {
    @Override
    public List<Zoo.Entry> models() {
      throw new IllegalArgumentException("the models are on holiday");
    }
  }

  /** Gives nothing. */
  public static final class Silent implements ZooExtension {
    @Override
    public List<Zoo.Entry> models() {
      return null;
    }
  }

  /** Its entry has another id than its model. */
  public static final class Misnamed implements ZooExtension {
    @Override
    public List<Zoo.Entry> models() {
      return quiet("still");
    }
  }

  /** Its model has the name of another. */
  public static final class Second implements ZooExtension {
    @Override
    public List<Zoo.Entry> models() {
      return quiet("quiet");
    }
  }

  /** Its model has the name of one of the library. */
  public static final class Usurping implements ZooExtension {
    @Override
    public List<Zoo.Entry> models() {
      return List.of(new Zoo.Entry("basic", "The same", "Nobody 2020", Basic::builder));
    }
  }

  /** The defaults of its first model are wrong; the second one is right. */
  public static final class BadDefaults implements ZooExtension {
    @Override
    public List<Zoo.Entry> models() {
      return List.of(
          new Zoo.Entry("loud", "Wrong", "Nobody 2020", () -> Quiet.builder().lambda(-1)),
          quiet("quiet").get(0));
    }
  }

  /** Does not trust the penalty that its model has. */
  public static final class Distrusting implements ZooExtension {
    @Override
    public List<Zoo.Entry> models() {
      return quiet("quiet");
    }
  }

  /** Its data has another name. */
  public static final class Renamed implements NamedDataSet {
    @Override
    public String id() {
      return "renamed";
    }

    @Override
    public String title() {
      return "Renamed";
    }

    @Override
    public TrainTest load() {
      return new Stripes().load();
    }
  }

  /** Its id is taken. */
  public static final class Digits implements NamedDataSet {
    @Override
    public String id() {
      return "digits";
    }

    @Override
    public String title() {
      return "Other digits";
    }

    @Override
    public TrainTest load() throws IOException {
      return ImageDataSet.DIGITS.load();
    }
  }
}
