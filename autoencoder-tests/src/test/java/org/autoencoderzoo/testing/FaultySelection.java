package org.autoencoderzoo.testing;

import java.util.Arrays;
import java.util.Optional;
import org.autoencoderzoo.layers.Candidates;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.layers.TopK;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keeps what is above a threshold: in training above the mean of the batch, at inference above the
 * mean of these means; with one fault at most.
 *
 * @param margin added to the threshold
 * @param fault what is wrong
 */
record FaultySelection(@JsonProperty("margin") double margin, @JsonProperty("fault") Fault fault)
    implements Selection {

  private static final double[] FIELD = {0, 0};

  /** Begins again with what it keeps, which a former test may have left. */
  static void forget() {
    Arrays.fill(FIELD, 0);
  }

  /** What is wrong. */
  enum Fault {
    NONE,
    HALVED_INSTEAD_OF_ZERO,
    MASK_OF_BOOLEANS,
    CODE_CHANGED,
    STATE_CHANGED,
    APPLY_FORGETS_DERIVATIVE,
    SHARED_RANDOM_NUMBERS,
    BATCH_AT_INFERENCE,
    MASK_IGNORED,
    STATE_OF_ANOTHER_LENGTH,
    NEVER_LEARNS,
    LEARNS_AT_INFERENCE,
    LEARNS_IN_A_FIELD,
    OTHERWISE_AFTER_TRAINING
  }

  @Override
  public long stateSize(long units) {
    return fault == Fault.LEARNS_IN_A_FIELD ? 0 : 2;
  }

  @Override
  public void apply(Candidates candidates, INDArray derivative) {
    Selection.super.apply(candidates, fault == Fault.APPLY_FORGETS_DERIVATIVE ? null : derivative);
  }

  @Override
  public INDArray mask(Candidates candidates) {
    INDArray code = candidates.code();
    if (fault == Fault.CODE_CHANGED) {
      code.muli(0.5);
    }
    double mean = mean(candidates);
    double threshold = mean;
    if (candidates.training()) {
      learn(candidates, mean);
    } else {
      if (fault == Fault.LEARNS_AT_INFERENCE) {
        learn(candidates, mean);
      }
      threshold = fault == Fault.BATCH_AT_INFERENCE ? mean : learned(candidates);
    }
    if (fault == Fault.SHARED_RANDOM_NUMBERS) {
      threshold += Nd4j.rand(1).getDouble(0);
    }
    INDArray above = code.gt(threshold + margin);
    if (fault == Fault.MASK_OF_BOOLEANS) {
      return above;
    }
    INDArray mask = above.castTo(code.dataType());
    return fault == Fault.HALVED_INSTEAD_OF_ZERO ? mask.addi(1).divi(2) : mask;
  }

  private double mean(Candidates candidates) {
    INDArray rows = candidates.code().reshape('c', candidates.code().size(0), -1);
    if (candidates.exampleMask() == null || fault == Fault.MASK_IGNORED) {
      return rows.meanNumber().doubleValue();
    }
    INDArray counts = candidates.exampleMask().castTo(rows.dataType());
    double sum = rows.mulColumnVector(counts).sumNumber().doubleValue();
    return sum / (candidates.examples() * rows.size(1));
  }

  private void learn(Candidates candidates, double mean) {
    if (fault == Fault.NEVER_LEARNS) {
      return;
    }
    if (fault == Fault.LEARNS_IN_A_FIELD) {
      FIELD[0] += mean;
      FIELD[1]++;
      return;
    }
    double[] values =
        fault == Fault.STATE_OF_ANOTHER_LENGTH ? new double[] {mean} : new double[] {mean, 1};
    INDArray news = Nd4j.createFromArray(values).castTo(candidates.state().dataType());
    if (fault == Fault.STATE_CHANGED) {
      candidates.state().addi(news);
    } else if (fault == Fault.STATE_OF_ANOTHER_LENGTH) {
      candidates.update(news);
    } else {
      candidates.update(candidates.state().add(news));
    }
  }

  private double learned(Candidates candidates) {
    if (fault == Fault.LEARNS_IN_A_FIELD) {
      return FIELD[0] / Math.max(1, FIELD[1]);
    }
    INDArray state = candidates.state();
    return state.getDouble(0) / Math.max(1, state.getDouble(1));
  }

  @Override
  public Optional<Selection> afterTraining() {
    return fault == Fault.OTHERWISE_AFTER_TRAINING ? Optional.of(TopK.of(1)) : Optional.of(this);
  }
}
