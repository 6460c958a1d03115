package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.autoencoderzoo.layers.LifetimeSparsity;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.settings.Arguments;
import org.junit.jupiter.api.Test;

class EnteredClassesTest {

  static final class Selecting {

    public static void main(String[] arguments) {
      Annealing before = new Annealing(3, 1, 5);
      EnteredClasses.begin();
      Stream.of(arguments).map(Integer::valueOf).forEach(TopK::of);
      EnteredClasses.end();
      new LifetimeSparsity(before.inEpoch(1) / 10);
    }
  }

  static final class Failing {

    public static void main(String[] arguments) {
      EnteredClasses.begin();
      EnteredClasses.end();
      TopK.of(0);
    }
  }

  static final class Endless {

    public static void main(String[] arguments) {
      EnteredClasses.begin();
    }
  }

  @Test
  void onlyWhatIsCalledBetweenTheTwoPointsCounts() {
    assertThat(EnteredClasses.of("-Xmx100m", Selecting.class, "3", "4"))
        .containsExactly(TopK.class.getName(), Arguments.class.getName());
  }

  @Test
  void programsThatFailAreReported() {
    assertThatThrownBy(() -> EnteredClasses.of("-Xmx100m", Failing.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("k is 0");
    assertThatThrownBy(() -> EnteredClasses.of("-Xmx100m", Endless.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Endless");
  }
}
