package com.example.parts;

import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.settings.Annealing;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@link CodeEnergy} with a lambda that moves in the first epochs: new Annealing(0, 0.1, 10). */
public record WarmEnergy(@JsonProperty("lambda") Annealing lambda) implements Penalty {

  @Override
  public double apply(Encoding encoding) {
    return new CodeEnergy(lambda.inEpoch(encoding.epoch())).apply(encoding);
  }
}
