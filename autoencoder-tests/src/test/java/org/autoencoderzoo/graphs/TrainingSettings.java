package org.autoencoderzoo.graphs;

import static org.autoencoderzoo.graphs.TestGraph.*;

import java.util.List;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;

/** One autoencoder with all settings that change how a step of training is taken. */
final class TrainingSettings {

  static final List<TestGraph> ALL =
      List.of(
          new TestGraph("clipped gradient", PLAIN)
              .with(
                  conf ->
                      conf.gradientNormalization(GradientNormalization.ClipL2PerLayer)
                          .gradientNormalizationThreshold(1e-3)),
          new TestGraph("normalized gradient", PLAIN)
              .with(
                  conf ->
                      conf.gradientNormalization(GradientNormalization.RenormalizeL2PerParamType)),
          new TestGraph("constrained", PLAIN)
              .with(
                  conf ->
                      conf.constrainWeights(new MaxNormConstraint(0.5, 1))
                          .constrainBias(new NonNegativeConstraint())),
          new TestGraph("drop connect", PLAIN).with(conf -> conf.weightNoise(new DropConnect(0.5))),
          new TestGraph("weight noise", PLAIN)
              .with(conf -> conf.weightNoise(new WeightNoise(new NormalDistribution(0, 0.1)))),
          new TestGraph("l1 and l2", PLAIN).with(conf -> conf.l1(0.01).l2(0.01).l2Bias(0.01)),
          new TestGraph("weight decay", PLAIN).with(conf -> conf.weightDecay(0.1)),
          new TestGraph("summed over the batch", PLAIN).with(conf -> conf.miniBatch(false)),
          new TestGraph("doubles", PLAIN).with(conf -> conf.dataType(DataType.DOUBLE)),
          new TestGraph("halves", PLAIN)
              .with(conf -> conf.dataType(DataType.FLOAT16).updater(new Sgd(0.01))),
          new TestGraph("line search", PLAIN)
              .with(conf -> conf.optimizationAlgo(OptimizationAlgorithm.LINE_GRADIENT_DESCENT)),
          new TestGraph("no workspaces", PLAIN)
              .with(
                  conf ->
                      conf.trainingWorkspaceMode(WorkspaceMode.NONE)
                          .inferenceWorkspaceMode(WorkspaceMode.NONE)));

  private TrainingSettings() {}
}
