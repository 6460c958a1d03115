package org.autoencoderzoo.training;

/** Makes other examples of some. */
@FunctionalInterface
public interface BatchFunction {

  /**
   * {@return as many examples, in the same order} Its arrays are the batch's own or new ones; new
   * ones of a streamed batch are closed once they have been used.
   *
   * @param batch not to be modified
   * @param first number of its first row among all, from 0
   */
  Batch apply(Batch batch, long first);
}
