package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * A part with one deliberate fault, and the checks of the kit that refuse it.
 *
 * @param fault in words
 * @param checks of the kit, for this part
 * @param refusedBy what the names of these checks contain
 */
record WrongPart(String fault, Supplier<Stream<DynamicTest>> checks, String... refusedBy) {

  /** Each of the checks refuses it. */
  DynamicNode test() {
    return dynamicTest(
        fault,
        () -> {
          for (String name : refusedBy) {
            List<DynamicTest> named =
                checks.get().filter(check -> check.getDisplayName().contains(name)).toList();
            assertThat(named).as("checks named %s", name).isNotEmpty();
            for (DynamicTest check : named) {
              assertThat(catchThrowable(check.getExecutable()::execute))
                  .as("refusal by the check: %s", check.getDisplayName())
                  .isNotNull();
            }
          }
        });
  }

  /**
   * Every check of a kit refuses one of the parts at least: else it may be one that cannot fail.
   */
  static void assertEveryCheckRefusesOne(Stream<DynamicTest> kit, List<WrongPart> parts) {
    List<String> names = parts.stream().flatMap(part -> Arrays.stream(part.refusedBy())).toList();
    assertThat(kit.map(DynamicTest::getDisplayName))
        .allSatisfy(check -> assertThat(names).anyMatch(check::contains));
  }
}
