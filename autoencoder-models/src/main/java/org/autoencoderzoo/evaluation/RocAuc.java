package org.autoencoderzoo.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.autoencoderzoo.settings.Arguments;

/**
 * Area under the receiver operating characteristic: the probability that a random positive example
 * scores higher than a random negative one, a tie counting one half (Hanley and McNeil 1982).
 */
public final class RocAuc {

  private RocAuc() {}

  /**
   * The area, through the ranks (Mann and Whitney 1947).
   *
   * @param scores one per example, higher for what looks positive; infinity is allowed
   * @param isPositive what each example is
   * @return 0 to 1; 0.5 is chance
   * @throws IllegalArgumentException if the lengths differ, a score is not a number, or one of the
   *     classes is empty
   */
  public static double of(double[] scores, boolean[] isPositive) {
    Arguments.given("scores", scores);
    Arguments.given("isPositive", isPositive);
    Arguments.require(
        scores.length == isPositive.length,
        "length of isPositive",
        isPositive.length,
        "that of the scores, " + scores.length);
    for (int i = 0; i < scores.length; i++) {
      Arguments.require(!Double.isNaN(scores[i]), "score " + i, scores[i], "a number");
    }
    long positives = IntStream.range(0, scores.length).filter(i -> isPositive[i]).count();
    long negatives = scores.length - positives;
    Arguments.atLeast("number of positive examples", positives, 1);
    Arguments.atLeast("number of negative examples", negatives, 1);
    int[] rising =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double wins = 0;
    long below = 0;
    for (int from = 0; from < rising.length; ) {
      int to = from;
      while (to < rising.length && scores[rising[to]] == scores[rising[from]]) {
        to++;
      }
      long tied = Arrays.stream(rising, from, to).filter(i -> isPositive[i]).count();
      long others = to - from - tied;
      wins += tied * (below + 0.5 * others);
      below += others;
      from = to;
    }
    return wins / ((double) positives * negatives);
  }
}
