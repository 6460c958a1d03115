package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.autoencoderzoo.columns.Rows;

/**
 * The part of Reuters-21578 (ModApte split) that comes with Weka: 1554 and 604 news articles as
 * counts of their words. From the Debian package weka.
 *
 * <p>Weka has the same articles twice, once labelled "about corn", once "about grain". Together
 * they give three classes, see {@link #CLASSES}: 1450, 59 and 45 articles of the training part,
 * 547, 33 and 24 of the test part. An article about corn that is not marked as grain (there is one)
 * counts as corn.
 *
 * @param train the articles to learn from
 * @param test the others
 * @param vocabulary the word of each column of the counts, the most frequent first
 */
public record Reuters(Documents train, Documents test, List<String> vocabulary) {
  /** How many words {@link #load()} keeps, as Hinton and Salakhutdinov (2006) do. */
  public static final int WORDS = 2000;

  /** What the labels 0, 1 and 2 mean. */
  public static final List<String> CLASSES = List.of("neither", "grain other than corn", "corn");

  private static final DebianData FILES =
      DebianData.of(
          "reuters",
          "Reuters",
          new DebianPackage("weka", "usr/share/doc/weka/examples"),
          new DataFile(
              "ReutersCorn-train.arff",
              "1855af1b69c21491a103ae414a1ffe5103c633aa5ad920abde2115aac9f55322"),
          new DataFile(
              "ReutersGrain-train.arff",
              "87abc5c45221a5027329912a1ed85d670edf338e696a2a2744893ae71cc2ae1b"),
          new DataFile(
              "ReutersCorn-test.arff",
              "e7b3cf0bc83bfa449abeacaef3083e3573f89b4fc2a36111fe59b18ff68e9e33"),
          new DataFile(
              "ReutersGrain-test.arff",
              "957e519ba6094b5e1f5aaf0ab4c0829052c8c9b5fd3c586834ddbef77f704cea"));

  /**
   * Loads the data, fetching it first if need be.
   *
   * @return the data
   * @throws DataUnavailableException if the data is nowhere to be had
   * @throws IOException if a file cannot be read
   */
  public static Reuters load() throws IOException {
    return read(FILES.fetch(line -> {}));
  }

  /**
   * Loads the data, fetching it first if need be.
   *
   * @param dataDir a folder that may hold the files
   * @return the data
   * @throws DataUnavailableException if the data is nowhere to be had, or the folder does not exist
   *     or holds a file that is not the right one
   * @throws IOException if a file cannot be read
   */
  public static Reuters load(Path dataDir) throws IOException {
    return read(FILES.fetch(dataDir));
  }

  /**
   * Fills the cache folder.
   *
   * @param progress takes short lines that say what is going on
   * @return the cache folder of this data set
   * @throws DataUnavailableException if the data is nowhere to be had
   * @throws IOException if a file cannot be read or written
   */
  public static Path fetch(Consumer<String> progress) throws IOException {
    return FILES.fetch(progress);
  }

  private static Reuters read(Path folder) throws IOException {
    List<List<String>> train = new ArrayList<>();
    int[] trainLabels = articles(folder, "train", train);
    List<List<String>> test = new ArrayList<>();
    int[] testLabels = articles(folder, "test", test);
    // The test articles have no say in the choice of words.
    List<String> vocabulary = BagOfWords.mostFrequent(train, WORDS);
    return new Reuters(
        new Documents(BagOfWords.counts(train, vocabulary), trainLabels),
        new Documents(BagOfWords.counts(test, vocabulary), testLabels),
        vocabulary);
  }

  /** Appends the words of each article; returns the labels. */
  private static int[] articles(Path folder, String part, List<List<String>> words)
      throws IOException {
    Path cornFile = folder.resolve("ReutersCorn-" + part + ".arff");
    Path grainFile = folder.resolve("ReutersGrain-" + part + ".arff");
    List<Article> corn = Article.all(cornFile);
    List<Article> grain = Article.all(grainFile);
    int[] labels = new int[corn.size()];
    for (int i = 0; i < labels.length; i++) {
      if (i >= grain.size() || !corn.get(i).text().equals(grain.get(i).text())) {
        throw new IOException(
            String.format("%s and %s differ in row %d", cornFile, grainFile, i + 1));
      }
      words.add(BagOfWords.words(corn.get(i).text()));
      labels[i] = corn.get(i).isAbout() ? 2 : grain.get(i).isAbout() ? 1 : 0;
    }
    return labels;
  }

  /** A text, and whether it is about the subject of its file. */
  private record Article(String text, boolean isAbout) {
    static List<Article> all(Path file) throws IOException {
      List<Article> articles = new ArrayList<>();
      try (Rows rows = Arff.of(file).open()) {
        while (rows.next()) {
          articles.add(new Article(rows.text(0), rows.text(1).equals("1")));
        }
      }
      return articles;
    }
  }
}
