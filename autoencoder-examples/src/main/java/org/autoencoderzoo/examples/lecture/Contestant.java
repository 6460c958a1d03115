package org.autoencoderzoo.examples.lecture;

import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model in a comparison.
 *
 * @param name of the model
 * @param model the size of its input and its seed included
 * @param passes how often it sees the training examples
 */
record Contestant(String name, ModelBuilder<?> model, int passes) {

  /** Trains the model, from the same initial weights each time. */
  TimedTraining train(Exhibit exhibit, INDArray train, INDArray test) {
    return TimedTraining.of(exhibit, name, model, train, test, passes);
  }
}
