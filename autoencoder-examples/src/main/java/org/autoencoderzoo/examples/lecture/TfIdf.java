package org.autoencoderzoo.examples.lecture;

import org.autoencoderzoo.datasets.Documents;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Words weighted by tf-idf (Salton and Buckley 1988): log(1 + count) log(N / n) of a word that
 * occurs in n of the N training articles, each article then of length 1.
 */
final class TfIdf {

  private TfIdf() {}

  /**
   * Weighs the words of articles.
   *
   * @param documents the articles
   * @param train those that tell how rare a word is
   * @param words the most frequent ones that are kept
   * @return {@code [articles, words]}, in [0,1]
   */
  static INDArray of(Documents documents, Documents train, int words) {
    INDArray articles = train.counts().gt(0).castTo(DataType.FLOAT).sum(0);
    INDArray rarity = Transforms.log(articles.rdiv(train.labels().length));
    INDArray weights =
        documents
            .logCounts()
            .muliRowVector(rarity)
            .get(NDArrayIndex.all(), NDArrayIndex.interval(0, words));
    // An article may have none of the words.
    return weights.divColumnVector(Transforms.max(weights.norm2(true, 1), Float.MIN_NORMAL));
  }
}
