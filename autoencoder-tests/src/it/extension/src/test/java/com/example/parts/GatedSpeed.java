package com.example.parts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Times a training step of autoencoders 784-256-784 that differ in the code's layer alone, one
 * after the other in each round: prints the median of each, and of its ratio to the first. Run by
 * its name alone.
 */
class GatedSpeed {

  private static final int ROUNDS = 60;
  private static final int WARM_UP = 20;

  @Test
  void timesATrainingStep() {
    Map<String, ComputationGraph> networks = new LinkedHashMap<>();
    networks.put("Dense", network(Dense.builder().nOut(256).activation(Activation.TANH).build()));
    networks.put("Gated", network(Gated.builder().nOut(256).activation(Activation.TANH).build()));
    networks.put("GatedSameDiff", network(new GatedSameDiff(256, 0)));
    INDArray[] x = {Nd4j.rand(DataType.FLOAT, 128, 784)};
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      for (Map.Entry<String, ComputationGraph> entry : networks.entrySet()) {
        long start = System.nanoTime();
        entry.getValue().fit(x, x);
        double milliseconds = (System.nanoTime() - start) / 1e6;
        if (round >= WARM_UP) {
          times.computeIfAbsent(entry.getKey(), name -> new ArrayList<>()).add(milliseconds);
        }
      }
    }
    times.forEach(
        (name, each) -> {
          double[] ratios = new double[ROUNDS];
          Arrays.setAll(ratios, i -> each.get(i) / times.get("Dense").get(i));
          double[] all = each.stream().mapToDouble(t -> t).toArray();
          System.out.printf("%-14s %5.1f ms  %.1f%n", name, median(all), median(ratios));
        });
  }

  private static ComputationGraph network(Layer code) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(784))
                .addLayer("code", code, "input")
                .addLayer(
                    "decoder",
                    Dense.builder().nOut(784).activation(Activation.IDENTITY).build(),
                    "code")
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "decoder")
                .setOutputs("reconstruction")
                .build());
    network.init();
    return network;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
  }
}
