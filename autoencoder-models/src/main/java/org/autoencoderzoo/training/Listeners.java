package org.autoencoderzoo.training;

import java.util.List;
import java.util.stream.Stream;

/**
 * Listeners as one, called in order.
 *
 * @param all of them, unmodifiable
 */
record Listeners(List<TrainingProgress> all) implements TrainingProgress {

  /** These, and one more. */
  Listeners and(TrainingProgress last) {
    return new Listeners(Stream.concat(all.stream(), Stream.of(last)).toList());
  }

  @Override
  public void onPhase(String name, int epochs) {
    all.forEach(listener -> listener.onPhase(name, epochs));
  }

  @Override
  public void onResume(int epoch, long row) {
    all.forEach(listener -> listener.onResume(epoch, row));
  }

  @Override
  public void onBatch(int rows, double score) {
    all.forEach(listener -> listener.onBatch(rows, score));
  }

  @Override
  public void onEpoch(LearningCurve.Epoch epoch) {
    all.forEach(listener -> listener.onEpoch(epoch));
  }
}
