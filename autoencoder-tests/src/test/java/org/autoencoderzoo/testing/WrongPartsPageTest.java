package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/testing.md shows every wrong part with the message that it gets, but for the numbers. */
class WrongPartsPageTest {

  @TestFactory
  Stream<DynamicNode> pageShowsTheMessages() {
    return WrongPartsPage.KINDS.entrySet().stream()
        .map(
            kind ->
                dynamicTest(
                    kind.getKey(),
                    () ->
                        assertThat(
                                WrongPartsPage.withoutNumbers(WrongPartsPage.onPage(kind.getKey())))
                            .isEqualTo(
                                WrongPartsPage.withoutNumbers(
                                    WrongPartsPage.table(kind.getValue())))));
  }

  @Test
  void pageBeginsWithTheirNumber() throws IOException {
    assertThat(WrongPartsPage.beginning()).contains(WrongPartsPage.count());
  }

  @Test
  void everyKindOfPartHasSome() {
    assertThat(WrongPartsPage.KINDS.values())
        .allSatisfy(parts -> assertThat(parts).hasSizeGreaterThanOrEqualTo(4));
  }
}
