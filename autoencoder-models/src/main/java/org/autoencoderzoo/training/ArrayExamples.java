package org.autoencoderzoo.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.autoencoderzoo.settings.Arguments;

/** Examples in memory. */
final class ArrayExamples extends Examples {

  private final Batch all;

  ArrayExamples(Batch all) {
    this.all = all;
  }

  @Override
  public Examples shuffledWithin(int rows) {
    Arguments.atLeast("rows", rows, 1);
    return this;
  }

  @Override
  public long size() {
    return all.size();
  }

  @Override
  public Examples map(BatchFunction function) {
    Arguments.given("function", function);
    return new ArrayExamples(function.apply(all, 0));
  }

  @Override
  public void forEach(Consumer<Batch> action) {
    Arguments.given("action", action);
    for (long from = 0; from < all.size(); from += StreamedExamples.BLOCK) {
      action.accept(all.rows(from, Math.min(all.size(), from + StreamedExamples.BLOCK)));
    }
  }

  @Override
  EpochRows epoch(Training settings, int epoch, long first, PartMemory memory) {
    ShuffledRows rows = new ShuffledRows();
    rows.shuffle(all, ShuffledRows.seed(settings.seed(), epoch), (int) first);
    return rows;
  }

  @Override
  Map<String, String> identity(String name) {
    RowDigest digest = new RowDigest();
    forEach(digest::add);
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("shape of the " + name, toString());
    identity.put("SHA-256 of the " + name, digest.value());
    return identity;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArrayExamples that && all.equals(that.all);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(all.input().shape());
  }

  /** The shape. */
  @Override
  public String toString() {
    return Arrays.toString(all.input().shape());
  }
}
