package org.autoencoderzoo.datasets;

import java.nio.charset.StandardCharsets;
import org.autoencoderzoo.files.Sha256;
import org.autoencoderzoo.settings.Arguments;

/**
 * A data set with its fixed split.
 *
 * @param name the id of the data set, such as {@code digits}
 * @param train the training examples
 * @param test the test examples
 * @param sha256 identifies the data: the SHA-256 of the digits file; for the four files of MNIST
 *     and Fashion-MNIST, the SHA-256 over their raw digests in the order training images, training
 *     labels, test images, test labels. A limit does not change it.
 */
public record TrainTest(String name, LabeledImages train, LabeledImages test, String sha256) {

  /**
   * A data set whose checksum is that of its images and labels.
   *
   * @param name the id of the data set
   * @param train the training examples
   * @param test the test examples, of the same size
   * @return the data set
   * @throws IllegalArgumentException if an argument is null, or the images are of two sizes
   */
  public static TrainTest of(String name, LabeledImages train, LabeledImages test) {
    Arguments.given("name", name);
    Arguments.given("train", train);
    Arguments.given("test", test);
    Arguments.check(
        train.shape().equals(test.shape()),
        "the training images are of %s, but the test images of %s; they must be of one size",
        train.shape(),
        test.shape());
    return new TrainTest(
        name,
        train,
        test,
        Sha256.of((train.sha256() + test.sha256()).getBytes(StandardCharsets.US_ASCII)));
  }

  /**
   * The first examples of both parts.
   *
   * @param n at most so many training and so many test examples, at least 1
   * @return both parts, cut where they are longer
   * @throws IllegalArgumentException if n is less than 1
   */
  public TrainTest limit(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("limit: found " + n + ", expected at least 1");
    }
    return new TrainTest(
        name, train.first(Math.min(n, train.size())), test.first(Math.min(n, test.size())), sha256);
  }
}
