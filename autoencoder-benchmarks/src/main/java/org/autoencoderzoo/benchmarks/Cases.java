package org.autoencoderzoo.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.autoencoderzoo.benchmarks.InferenceCase.Verb;
import org.autoencoderzoo.benchmarks.Network.Kind;

/** Everything that can be measured, by name. */
final class Cases {

  private static final Network PLAIN = Network.plain(784, 1000);
  private static final Network TIED = PLAIN.withTiedWeights();

  /** The comparison, in the order of its table. */
  static final List<BenchmarkCase> ALL =
      Stream.of(training(), inference(), Stream.of(new EpochCase()))
          .<BenchmarkCase>flatMap(cases -> cases)
          .toList();

  private Cases() {}

  private static Stream<BenchmarkCase> training() {
    return Stream.<BenchmarkCase>of(
        new TrainingCase("untied-784-1000-b128", "untied 784-1000, batch 128", PLAIN, 128),
        new TrainingCase("untied-784-1000-b512", "untied 784-1000, batch 512", PLAIN, 512),
        new TrainingCase(
            "untied-784-128-b128", "untied 784-128, batch 128", Network.plain(784, 128), 128),
        new TrainingCase("tied-784-1000-b128", "tied 784-1000, batch 128", TIED, 128),
        new TrainingCase(
            "kl-784-1000-b128", "tied 784-1000, KL sparsity, batch 128", TIED.with(Kind.KL), 128),
        new TrainingCase(
            "contractive-784-1000-b128",
            "tied 784-1000, contractive, batch 128",
            TIED.with(Kind.CONTRACTIVE),
            128),
        new TrainingCase(
            "deep-b128",
            "deep 784-1000-500-250-30 and back, batch 128",
            Network.deep(784, 1000, 500, 250, 30),
            128),
        new TrainingCase(
            "topk-784-1000-k25-b128",
            "tied top-k 784-1000, k=25, batch 128",
            Network.topK(784, 1000, 25).withTiedWeights(),
            128),
        new TrainingCase(
            "topk-784-1000-k70-b128",
            "tied top-k 784-1000, k=70, batch 128",
            Network.topK(784, 1000, 70).withTiedWeights(),
            128),
        new TrainingCase(
            "topk-768-16384-k32-b256",
            "untied top-k 768-16384, k=32, batch 256",
            Network.topK(768, 16_384, 32),
            256),
        new ConvolutionalCase(
            "conv-28x28-b64",
            "convolutional 1-16-8 channels of 28x28, 14x14, 7x7 and back, batch 64",
            new ConvolutionalNetwork(28, List.of(1, 16, 8)),
            64));
  }

  private static Stream<BenchmarkCase> inference() {
    return Stream.of(Verb.values())
        .flatMap(
            verb ->
                IntStream.of(1, 128, 4096).mapToObj(rows -> new InferenceCase(verb, PLAIN, rows)));
  }

  /**
   * Finds a case of the comparison, or one that {@link Growth} measures.
   *
   * @param id its short name
   * @throws IllegalArgumentException if there is none
   */
  static BenchmarkCase named(String id) {
    return Stream.concat(ALL.stream(), Growth.cases())
        .filter(candidate -> candidate.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no case "
                        + id
                        + "; there are "
                        + ALL.stream().map(BenchmarkCase::id).toList()));
  }
}
