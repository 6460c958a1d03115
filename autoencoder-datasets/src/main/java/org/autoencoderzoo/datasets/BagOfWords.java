package org.autoencoderzoo.datasets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Texts as counts of words. */
final class BagOfWords {
  /** As in {@code &#3;} and {@code &lt;}, which Reuters-21578 is full of. */
  private static final Pattern ENTITY = Pattern.compile("&#?\\w+;");

  private static final Pattern WORD = Pattern.compile("[a-z]{2,}");

  /** The most frequent function words of English, and the agency's name at the end of each text. */
  private static final Set<String> STOP_WORDS =
      Set.of(
          ("reuter about after all also an and any are as at be because been before being but by can"
                  + " could did do does for from had has have he her his if in into is it its may"
                  + " more most no not of on one only or other our over said she should so some"
                  + " such than that the their them then there these they this those to under up"
                  + " was we were what when which while who will with would you")
              .split(" "));

  private BagOfWords() {}

  /** The words of a text in lower case, without endings of the plural and stop words. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(ENTITY.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      if (!STOP_WORDS.contains(matcher.group())) {
        words.add(stem(matcher.group()));
      }
    }
    return words;
  }

  /** The "S" stemmer of D. Harman, "How effective is suffixing?", JASIS 42(1), 1991, table 1. */
  static String stem(String word) {
    if (word.length() < 4) {
      return word;
    }
    if (word.endsWith("ies")) {
      return endsWithAny(word, "eies", "aies") ? word : cut(word, 3) + "y";
    }
    if (word.endsWith("es")) {
      return endsWithAny(word, "aes", "ees", "oes") ? word : cut(word, 1);
    }
    return word.endsWith("s") && !endsWithAny(word, "us", "ss") ? cut(word, 1) : word;
  }

  private static boolean endsWithAny(String word, String... endings) {
    for (String ending : endings) {
      if (word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }

  /** The most frequent words, those of the same frequency in alphabetical order. */
  static List<String> mostFrequent(List<List<String>> texts, int most) {
    Map<String, Integer> counts = new HashMap<>();
    texts.forEach(text -> text.forEach(word -> counts.merge(word, 1, Integer::sum)));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** {@code [texts, vocabulary]}, float32, 'c' order. */
  static INDArray counts(List<List<String>> texts, List<String> vocabulary) {
    Map<String, Integer> columns = new HashMap<>();
    vocabulary.forEach(word -> columns.put(word, columns.size()));
    float[][] counts = new float[texts.size()][vocabulary.size()];
    for (int i = 0; i < counts.length; i++) {
      for (String word : texts.get(i)) {
        Integer column = columns.get(word);
        if (column != null) {
          counts[i][column]++;
        }
      }
    }
    return Nd4j.create(counts);
  }
}
