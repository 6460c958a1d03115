package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Settings;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Whether each setting of a model does something. */
final class SettingEffects {

  /** Other than the 2 and the 0.5 that settings without a default are set to. */
  private static final Training TRAINING = TriedModel.SHORT.withEpochs(3);

  private final TriedModel tried;
  private final Map<Map<String, String>, Trained> trained = new HashMap<>();

  SettingEffects(TriedModel tried) {
    this.tried = tried;
  }

  void check() {
    OtherSettings other = new OtherSettings(tried);
    Map<String, String> others = other.together();
    others.entrySet().removeIf(setting -> changesTheSize(Map.ofEntries(setting)));
    List<String> idle = new ArrayList<>();
    other
        .defaults()
        .forEach(
            (name, value) -> {
              List<Change> changes = changes(other, others, name, value);
              if (!changes.isEmpty()
                  && changes.stream().noneMatch(this::isOfTheNetwork)
                  && changes.stream().noneMatch(this::isOfTraining)
                  && inPairs(other, name, value).noneMatch(this::isOfTraining)) {
                idle.add(name);
              }
            });
    assertThat(idle)
        .as("settings that change neither conf(), nor a training of three epochs, nor its codes")
        .isEmpty();
  }

  /** Of the examples, which then do not fit. */
  private boolean changesTheSize(Map<String, String> setting) {
    OtherSettings other = new OtherSettings(tried);
    return other.areAccepted(setting)
        && other.with(setting).build().init().inputSize() != tried.images().pixels();
  }

  /** Alone, and beside others: a threshold needs something that reads it. */
  private static List<Change> changes(
      OtherSettings other, Map<String, String> others, String name, Object value) {
    Map<String, String> company = new LinkedHashMap<>(others);
    company.remove(name);
    return Stream.of(Map.<String, String>of(), company)
        .filter(other::areAccepted)
        .flatMap(beside -> changesBeside(other, beside, name, value))
        .toList();
  }

  private static Stream<Change> changesBeside(
      OtherSettings other, Map<String, String> beside, String name, Object value) {
    return other
        .of(name, value, beside)
        .map(text -> new Change(beside, OtherSettings.and(beside, name, text)));
  }

  /** Set to one value and then to another, beside each other setting: an end needs a beginning. */
  private Stream<Change> inPairs(OtherSettings other, String name, Object value) {
    return other
        .of(name, value, Map.of())
        .limit(1)
        .map(text -> Map.of(name, text))
        .flatMap(
            set -> {
              Object there = Settings.of(other.with(set).build().settings()).get(name);
              return other.defaults().entrySet().stream()
                  .filter(second -> !second.getKey().equals(name))
                  .flatMap(
                      second ->
                          other
                              .of(second.getKey(), second.getValue(), set)
                              .limit(1)
                              .map(text -> OtherSettings.and(set, second.getKey(), text)))
                  .filter(beside -> !changesTheSize(beside))
                  .flatMap(beside -> changesBeside(other, beside, name, there));
            });
  }

  /** Settings that differ in one. */
  private record Change(Map<String, String> from, Map<String, String> to) {}

  private boolean isOfTheNetwork(Change change) {
    return !conf(change.from).equals(conf(change.to));
  }

  private String conf(Map<String, String> settings) {
    return new OtherSettings(tried).with(settings).build().conf().toJson();
  }

  private boolean isOfTraining(Change change) {
    Trained one = trained(change.from);
    Trained other = trained(change.to);
    return one.inputSize != other.inputSize
        || Differences.areThere(one.params, other.params)
        || Differences.areThere(one.codes, other.codes)
        || Differences.areThere(one.reconstructions, other.reconstructions);
  }

  /** Once for all changes that begin or end there. */
  private Trained trained(Map<String, String> settings) {
    return trained.computeIfAbsent(
        settings,
        these -> {
          Autoencoder one = new OtherSettings(tried).with(these).build().init();
          INDArray x = tried.examples(one);
          one.fit(x, TRAINING);
          return new Trained(
              one.inputSize(), one.network().params(), one.encode(x), one.reconstruct(x));
        });
  }

  /** What a training gives. */
  private record Trained(
      long inputSize, INDArray params, INDArray codes, INDArray reconstructions) {}
}
