package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.PublicData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReutersTest {
  @TempDir Path folder;

  @Test
  void reutersIsWekasPartOfReuters() throws IOException {
    Reuters reuters = loadOrSkip();
    assertThat(reuters.vocabulary()).hasSize(Reuters.WORDS).doesNotHaveDuplicates();
    assertPart(reuters.train(), 1450, 59, 45);
    assertPart(reuters.test(), 547, 33, 24);
    double[] totals = reuters.train().counts().sum(0).toDoubleVector();
    for (int i = 1; i < totals.length; i++) {
      assertThat(totals[i]).as(reuters.vocabulary().get(i)).isLessThanOrEqualTo(totals[i - 1]);
    }
    assertThat(reuters.train().logCounts().maxNumber().doubleValue())
        .isEqualTo(Math.log1p(reuters.train().counts().maxNumber().doubleValue()), within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "queries, query",
    "skies, sky",
    "prices, price",
    "goes, goes",
    "banks, bank",
    "us, us",
    "grass, grass",
    "census, census",
    "trees, trees"
  })
  void stemDropsTheEndingsOfThePlural(String word, String stem) {
    assertThat(BagOfWords.stem(word)).isEqualTo(stem);
  }

  @Test
  void wordsAreCountedInTheColumnsOfTheVocabulary() {
    List<List<String>> texts =
        List.of(
            BagOfWords.words("The prices, the PRICE of corn &lt;CRN>."),
            BagOfWords.words("Corn, corn: 12 mln.\n REUTER\n&#3;"));
    List<String> vocabulary = BagOfWords.mostFrequent(texts, 2);
    assertThat(vocabulary).containsExactly("corn", "price");
    assertThat(BagOfWords.counts(texts, vocabulary).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 2}, {2, 0}});
  }

  private static void assertPart(Documents part, int... classes) {
    int[] counts = new int[classes.length];
    Arrays.stream(part.labels()).forEach(label -> counts[label]++);
    assertThat(counts).isEqualTo(classes);
    assertThat(part.counts().shape()).containsExactly(part.labels().length, Reuters.WORDS);
  }

  private static Reuters loadOrSkip() throws IOException {
    return PublicData.orSkip(Reuters::load);
  }
}
