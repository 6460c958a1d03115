package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * A part with one deliberate fault, and what the kit says of it.
 *
 * @param fault in words
 * @param checks of the kit, for this part
 * @param refusals by which checks, and in which words
 */
record WrongPart(String fault, Supplier<Stream<DynamicTest>> checks, List<Expected> refusals) {

  /**
   * A refusal.
   *
   * @param check what the names of the checks contain
   * @param words that the message of each contains: they name the fault and its usual cause
   */
  record Expected(String check, List<String> words) {}

  /** A part that nobody refuses yet. */
  static WrongPart of(String fault, Supplier<Stream<DynamicTest>> checks) {
    return new WrongPart(fault, checks, List.of());
  }

  /** With one more refusal; that of the first is on the page of the kit. */
  WrongPart refusedBy(String check, String... words) {
    Expected refusal = new Expected(check, List.of(words));
    return new WrongPart(
        fault, checks, Stream.concat(refusals.stream(), Stream.of(refusal)).toList());
  }

  /** Each of the checks refuses it, and says why. */
  DynamicNode test() {
    return dynamicTest(
        fault,
        () -> {
          assertThat(refusals).isNotEmpty();
          for (Expected refusal : refusals) {
            for (DynamicTest check : named(refusal.check())) {
              Throwable thrown = refusalBy(check);
              assertThat(thrown).as("refusal by the check: %s", check.getDisplayName()).isNotNull();
              assertThat(thrown).hasMessageStartingWith("[" + check.getDisplayName() + "] ");
              assertThat(refusal.words())
                  .as(thrown.getMessage())
                  .allSatisfy(words -> assertThat(thrown).hasMessageContaining(words));
            }
          }
        });
  }

  /** The name of the first check that refuses it, and its message. */
  Message message() {
    DynamicTest check = named(refusals.get(0).check()).get(0);
    return new Message(check.getDisplayName(), ((Refusal) refusalBy(check)).text());
  }

  /**
   * What a user sees.
   *
   * @param check its name
   * @param text of the refusal, without that name
   */
  record Message(String check, String text) {}

  private List<DynamicTest> named(String name) {
    List<DynamicTest> named =
        checks.get().filter(check -> check.getDisplayName().contains(name)).toList();
    assertThat(named).as("checks named %s", name).isNotEmpty();
    return named;
  }

  private static Throwable refusalBy(DynamicTest check) {
    return catchThrowable(check.getExecutable()::execute);
  }

  /**
   * Every check of a kit refuses one of the parts at least: else it may be one that cannot fail.
   */
  static void assertEveryCheckRefusesOne(Stream<DynamicTest> kit, List<WrongPart> parts) {
    List<String> names =
        parts.stream().flatMap(part -> part.refusals().stream()).map(Expected::check).toList();
    assertThat(kit.map(DynamicTest::getDisplayName))
        .allSatisfy(check -> assertThat(names).anyMatch(check::contains));
  }
}
