package org.autoencoderzoo.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.Planes;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.EncodedRows;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.Tables;
import org.autoencoderzoo.columns.Windows;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Linear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.inverse.InvertMatrix;

/** Rows {@code (u, v, u + v, u - v)} are normal; anomalies have 5 added to the last column. */
class AnomalyDetectorTest {

  private static final Function<Batch, Autoencoder> PCA =
      rows -> Linear.of(Pca.fit(rows.input(), 2));

  @TempDir Path folder;

  private static INDArray normal() {
    return Planes.rows(1000, 1);
  }

  private static INDArray odd() {
    INDArray rows = Planes.rows(20, 2);
    rows.getColumn(3).addi(5);
    return rows;
  }

  /** Normal numbers of different deviations, whose residuals have a covariance. */
  private static INDArray cloud(int rows, long seed) {
    Random random = new Random(seed);
    float[][] x = new float[rows][];
    for (int i = 0; i < rows; i++) {
      double u = 3 * random.nextGaussian();
      double v = 2 * random.nextGaussian();
      double w = random.nextGaussian();
      x[i] =
          new float[] {
            (float) (u + 1),
            (float) (v + 0.5 * w),
            (float) (u + v + w),
            (float) (w + 0.3 * random.nextGaussian()),
            (float) (0.7 * random.nextGaussian() - 2)
          };
    }
    return Nd4j.createFromArray(x);
  }

  @Test
  void planesOfAnomaliesStandOutByTheirDistanceFromThePlane() {
    AnomalyDetector detector =
        AnomalyDetector.builder()
            .score(AnomalyScore.SQUARED_ERROR)
            .contamination(0.01)
            .fit(Batch.of(normal()), PCA);
    double[] scores = detector.score(odd());
    double[] expected = new double[20];
    Arrays.fill(expected, 25 / 3.0);
    assertThat(scores).containsExactly(expected, within(1e-4));
    assertThat(Arrays.stream(scores)).allMatch(detector.threshold()::isExceededBy);
    assertThat(Arrays.stream(detector.score(normal())).filter(detector.threshold()::isExceededBy))
        .hasSize(10);
    double[] all = detector.score(Nd4j.vstack(normal(), odd()));
    boolean[] isAnomaly = new boolean[all.length];
    Arrays.fill(isAnomaly, 1000, all.length, true);
    assertThat(DetectionMeasures.of(all, isAnomaly).rocAuc()).isEqualTo(1);
    assertThat(detector.kind()).isEqualTo(AnomalyScore.SQUARED_ERROR);
  }

  /** By the error of each column, three columns are to blame alike: 2.7778, 2.7778, 0, 2.7778. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CODE_DISTANCE")
  void theColumnThatWasChangedIsToBlameAlone(AnomalyScore score) {
    AnomalyDetector detector = AnomalyDetector.builder().score(score).fit(Batch.of(normal()), PCA);
    INDArray odd = odd();
    INDArray error = Pca.fit(normal(), 2).reconstruct(odd).subi(odd);
    assertThat(error.mul(error).getRow(0).toDoubleVector())
        .containsExactly(new double[] {25 / 9.0, 25 / 9.0, 0, 25 / 9.0}, within(1e-4));
    List<List<ColumnCause>> causes = detector.explain(odd, null, 3);
    for (int row = 0; row < 20; row++) {
      ColumnCause first = causes.get(row).get(0);
      assertThat(first.column()).isEqualTo("column 3");
      assertThat(first.share()).isCloseTo(1, within(1e-3));
      assertThat(first.seen()).isEqualTo(Float.toString(odd.getFloat(row, 3)));
      assertThat(Double.parseDouble(first.expected()))
          .isCloseTo(odd.getDouble(row, 3) - 5, within(1e-3));
      assertThat(causes.get(row)).hasSize(3);
      assertThat(causes.get(row).get(1).share()).isCloseTo(0.5, within(0.01));
    }
  }

  /** PCA keeps k of the directions whole: with the rest, the distance is that of the rows. */
  @Test
  void residualAndCodeTogetherAreMahalanobisDistanceOfTheRow() {
    INDArray x = cloud(500, 3);
    INDArray others = cloud(50, 4).castTo(DataType.DOUBLE);
    AnomalyDetector detector = AnomalyDetector.builder().fit(Batch.of(x), PCA);
    assertThat(detector.kind()).isEqualTo(AnomalyScore.RESIDUAL_AND_CODE_DISTANCE);
    INDArray rows = x.castTo(DataType.DOUBLE);
    INDArray mean = rows.mean(0);
    INDArray centred = rows.subRowVector(mean);
    INDArray inverse = InvertMatrix.invert(centred.transpose().mmul(centred).divi(500), false);
    INDArray distant = others.subRowVector(mean);
    INDArray expected = distant.mmul(inverse).muli(distant).sum(1);
    assertThat(detector.score(others))
        .containsExactly(
            expected.toDoubleVector(), within(2e-3 * expected.maxNumber().doubleValue()));
  }

  @Test
  void scoresOfResidualsAreThoseOfTheirDefinition() {
    INDArray x = cloud(500, 3);
    Autoencoder autoencoder = linear();
    INDArray residuals = autoencoder.reconstruct(x).subi(x).castTo(DataType.DOUBLE);
    INDArray some = cloud(30, 5);
    INDArray ofSome = autoencoder.reconstruct(some).subi(some).castTo(DataType.DOUBLE);
    INDArray centred = ofSome.subRowVector(residuals.mean(0));
    INDArray weighted = centred.divRowVector(residuals.std(false, 0));
    assertThat(score(AnomalyScore.WEIGHTED_ERROR, x, autoencoder, some))
        .containsExactly(weighted.mul(weighted).sum(1).toDoubleVector(), within(1e-3));
    INDArray own = residuals.subRowVector(residuals.mean(0));
    INDArray inverse = InvertMatrix.invert(own.transpose().mmul(own).divi(500), false);
    assertThat(score(AnomalyScore.RESIDUAL_DISTANCE, x, autoencoder, some))
        .containsExactly(centred.mmul(inverse).muli(centred).sum(1).toDoubleVector(), within(1e-2));
    assertThat(score(AnomalyScore.SQUARED_ERROR, x, autoencoder, some))
        .containsExactly(autoencoder.reconstructionError(some).toDoubleVector(), within(1e-3));
    assertThat(score(AnomalyScore.LOSS, x, autoencoder, some))
        .containsExactly(autoencoder.reconstructionLoss(some).toDoubleVector(), within(1e-3));
    double[] both = score(AnomalyScore.RESIDUAL_AND_CODE_DISTANCE, x, autoencoder, some);
    double[] ofResiduals = score(AnomalyScore.RESIDUAL_DISTANCE, x, autoencoder, some);
    double[] ofCodes = score(AnomalyScore.CODE_DISTANCE, x, autoencoder, some);
    assertThat(both)
        .containsExactly(
            IntStream.range(0, 30).mapToDouble(i -> ofResiduals[i] + ofCodes[i]).toArray(),
            within(1e-3));
  }

  private static double[] score(
      AnomalyScore score, INDArray x, Autoencoder autoencoder, INDArray some) {
    return AnomalyDetector.builder().score(score).fit(Batch.of(x), rows -> autoencoder).score(some);
  }

  /** Reconstructs too little, so that residuals have a covariance of full rank. */
  private static Autoencoder linear() {
    Autoencoder autoencoder = Linear.builder().inputSize(5).codeSize(2).seed(1).build().init();
    autoencoder.network().params().muli(0.3);
    return autoencoder;
  }

  /** The loss of probabilities is their negative log-likelihood. */
  @Test
  void lossOfACrossEntropyIsTheNegativeLogLikelihood() {
    INDArray x = Nd4j.createFromArray(new float[][] {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}});
    Autoencoder autoencoder =
        Basic.builder()
            .inputSize(3)
            .codeSize(2)
            .loss(new BernoulliCrossEntropy())
            .seed(3)
            .build()
            .init();
    double[] expected = new double[3];
    INDArray y = autoencoder.reconstruct(x);
    for (int row = 0; row < 3; row++) {
      for (int i = 0; i < 3; i++) {
        expected[row] -=
            Math.log(x.getDouble(row, i) > 0 ? y.getDouble(row, i) : 1 - y.getDouble(row, i));
      }
    }
    assertThat(score(AnomalyScore.LOSS, x, autoencoder, x)).containsExactly(expected, within(1e-5));
  }

  /** A tenth of the rows lies beside the plane, which tilts what is learned. */
  @Test
  void trimmedRowsDoNotTeachTheModel() {
    INDArray anomalies = Planes.rows(100, 8);
    anomalies.getColumn(3).addi(5);
    INDArray all = Nd4j.vstack(Planes.rows(900, 9), anomalies);
    boolean[] isAnomaly = new boolean[1000];
    Arrays.fill(isAnomaly, 900, 1000, true);
    AnomalyDetector.Builder builder =
        AnomalyDetector.builder().score(AnomalyScore.SQUARED_ERROR).contamination(0.1);
    AnomalyDetector plain = builder.fit(Batch.of(all), PCA);
    AnomalyDetector robust = builder.trimming(0.25, 10).fit(Batch.of(all), PCA);
    assertThat(Arrays.stream(plain.score(Planes.rows(50, 10))).average().orElseThrow())
        .isGreaterThan(0.1);
    assertThat(DetectionMeasures.of(robust.score(all), isAnomaly).rocAuc()).isEqualTo(1);
    assertThat(Arrays.stream(robust.score(Planes.rows(50, 10)))).allMatch(score -> score < 1e-9);
  }

  @Test
  void aSpikeInASineIsFoundInExactlyTheWindowsThatHoldIt() {
    int length = 32;
    float[][] windows = new float[1000 - length + 1][length];
    for (int start = 0; start < windows.length; start++) {
      for (int i = 0; i < length; i++) {
        int step = start + i;
        windows[start][i] = (float) (Math.sin(2 * Math.PI * step / 50) + (step == 700 ? 3 : 0));
      }
    }
    INDArray x = Nd4j.createFromArray(windows);
    AnomalyDetector detector =
        AnomalyDetector.builder()
            .score(AnomalyScore.SQUARED_ERROR)
            .trimming(0.1, 5)
            .contamination(32.0 / windows.length)
            .fit(Batch.of(x), PCA);
    double[] scores = detector.score(x);
    assertThat(IntStream.range(0, scores.length).filter(i -> scores[i] > 1))
        .containsExactlyElementsOf(IntStream.rangeClosed(669, 700).boxed().toList());
    assertThat(
            IntStream.range(0, scores.length)
                .filter(i -> detector.threshold().isExceededBy(scores[i])))
        .containsExactlyElementsOf(IntStream.rangeClosed(669, 700).boxed().toList());
    double[] steps = new Windows(length, 1).toSteps(scores, 1000, Windows.Combination.MEAN);
    assertThat(IntStream.range(0, 1000).boxed().max(Comparator.comparingDouble(i -> steps[i])))
        .contains(700);
    List<List<ColumnCause>> causes =
        detector.explain(x.get(NDArrayIndex.interval(669, 701)), null, 1);
    for (int start = 669; start <= 700; start++) {
      assertThat(causes.get(start - 669).get(0).column()).isEqualTo("column " + (700 - start));
    }
  }

  @Test
  void falseAlarmsOnNewRowsAreAsManyAsAskedFor() {
    int alarms = 0;
    for (int draw = 0; draw < 40; draw++) {
      AnomalyDetector detector =
          AnomalyDetector.builder()
              .falseAlarmRate(0.05)
              .seed(draw)
              .fit(Batch.of(cloud(200, draw)), PCA);
      assertThat(detector.threshold().rows()).isEqualTo(40);
      double[] scores = detector.score(cloud(500, 1000 + draw));
      alarms += (int) Arrays.stream(scores).filter(detector.threshold()::isExceededBy).count();
    }
    double deviation = Math.sqrt(0.05 * 0.95 / 40 * (1 / 40.0 + 1 / 500.0));
    assertThat(alarms / 20000.0).isCloseTo(2 / 41.0, within(3 * deviation));
  }

  @Test
  void rowsAreHeldOutAsManyAsTheRateNeeds() {
    AnomalyDetector.Builder builder = AnomalyDetector.builder().falseAlarmRate(0.01);
    assertThat(builder.fit(Batch.of(cloud(200, 1)), PCA).threshold().rows()).isEqualTo(99);
    assertThatThrownBy(() -> builder.fit(Batch.of(cloud(99, 1)), PCA))
        .hasMessageContaining("needs more than 99 rows, found 99");
  }

  @Test
  void whatIsMissingIsNeitherOddNorToBlame() {
    AnomalyDetector detector = AnomalyDetector.builder().fit(Batch.of(normal()), PCA);
    INDArray odd = odd();
    INDArray mask = Nd4j.ones(DataType.FLOAT, 20, 4);
    assertThat(detector.score(odd, mask)).isEqualTo(detector.score(odd));
    INDArray row = Nd4j.createFromArray(new float[][] {{1, 1, 2, 100}});
    INDArray seen = Nd4j.createFromArray(new float[][] {{1, 1, 1, 0}});
    assertThat(detector.explain(row, seen, 9).get(0))
        .extracting(ColumnCause::column)
        .doesNotContain("column 3");
    AnomalyDetector plain =
        AnomalyDetector.builder().score(AnomalyScore.SQUARED_ERROR).fit(Batch.of(normal()), PCA);
    double[] errors = Pca.fit(normal(), 2).reconstruct(row).subi(row).toDoubleVector();
    assertThat(plain.score(row, seen)[0])
        .isCloseTo(
            errors[0] * errors[0] + errors[1] * errors[1] + errors[2] * errors[2], within(0.1));
  }

  @Test
  void causesOfATableAreInItsNamesAndUnits() throws IOException {
    List<List<?>> cells = new ArrayList<>();
    double[][] values = Planes.values(500, 4);
    for (double[] row : values) {
      cells.add(
          List.of(1000 * row[0] + 500, row[1], 10 * (row[0] + row[1]), row[0] > 0 ? "yes" : "no"));
    }
    Table table = Tables.of("t", List.of("litres", "v", "sum", "many"), new ArrayList<>(cells));
    Columns columns = Columns.builder().fit(table);
    EncodedRows rows = all(columns, table);
    Function<Batch, Autoencoder> pca =
        batch -> Linear.of(Pca.fit(batch.input(), 2)).withColumns(columns);
    AnomalyDetector detector =
        AnomalyDetector.builder()
            .contamination(0.01)
            .fit(new Batch(rows.x(), rows.x(), null, rows.mask()), pca);
    Table strange =
        Tables.of(
            "u",
            List.of("litres", "v", "sum", "many"),
            List.of(List.of(1500.0, 1.0, 90.0, "yes"), List.of(1500.0, 0.5, 15.0, "no")));
    EncodedRows odd = all(columns, strange);
    assertThat(Arrays.stream(detector.score(odd.x(), odd.mask())))
        .allMatch(detector.threshold()::isExceededBy);
    List<List<ColumnCause>> causes = detector.explain(odd.x(), odd.mask(), 2);
    assertThat(causes.get(0).get(0).column()).isEqualTo("sum");
    assertThat(causes.get(0).get(0).seen()).startsWith("90");
    assertThat(Double.parseDouble(causes.get(0).get(0).expected())).isBetween(10.0, 30.0);
    assertThat(detector.explain(odd.x(), odd.mask(), 4).get(1))
        .filteredOn(cause -> cause.column().equals("many"))
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.seen()).isEqualTo("no");
              assertThat(cause.expected()).isEqualTo("yes");
              assertThat(cause.share()).isGreaterThan(0.1);
            });
  }

  private static EncodedRows all(Columns columns, Table table) throws IOException {
    try (Rows rows = columns.open(table)) {
      return columns.encode(rows, 10_000);
    }
  }

  @ParameterizedTest
  @EnumSource(AnomalyScore.class)
  void aLoadedDetectorGivesTheSameScoresAndPValues(AnomalyScore score) throws IOException {
    AnomalyDetector detector =
        AnomalyDetector.builder()
            .score(score)
            .falseAlarmRate(0.1)
            .fit(Batch.of(cloud(300, 6)), PCA);
    detector.save(folder.resolve("d"), Map.of("by", "us"));
    detector.save(folder.resolve("d.zip"));
    for (String name : List.of("d", "d.zip")) {
      AnomalyDetector loaded = AnomalyDetector.load(folder.resolve(name));
      assertThat(loaded.score(cloud(50, 7))).isEqualTo(detector.score(cloud(50, 7)));
      assertThat(loaded.threshold()).isEqualTo(detector.threshold());
      assertThat(loaded.kind()).isEqualTo(score);
    }
    assertThat(Autoencoder.load(folder.resolve("d")).notes()).containsEntry("by", "us");
    AnomalyDetector byShare =
        AnomalyDetector.builder().score(score).contamination(0.1).fit(Batch.of(cloud(300, 6)), PCA);
    byShare.save(folder.resolve("d"));
    assertThat(AnomalyDetector.load(folder.resolve("d")).threshold())
        .isEqualTo(byShare.threshold());
  }

  @Test
  void trainingTheAutoencoderFurtherLeavesTheDetectorAsItIs() {
    INDArray x = cloud(300, 6);
    Autoencoder autoencoder = linear();
    AnomalyDetector detector = AnomalyDetector.builder().fit(Batch.of(x), rows -> autoencoder);
    double[] before = detector.score(x);
    autoencoder.fit(x, Training.defaults().withEpochs(2));
    assertThat(detector.score(x)).isEqualTo(before);
  }

  @Test
  void severalThreadsShareADetector() {
    AnomalyDetector detector = AnomalyDetector.builder().fit(Batch.of(cloud(300, 6)), PCA);
    INDArray x = cloud(100, 7);
    double[] expected = detector.score(x);
    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i -> {
              INDArray row = x.get(NDArrayIndex.interval(i, i + 1));
              assertThat(detector.score(row)[0]).isCloseTo(expected[i], within(1e-3));
            });
  }

  @Test
  void aDamagedDetectorIsRefused() throws IOException {
    AnomalyDetector detector =
        AnomalyDetector.builder().falseAlarmRate(0.1).fit(Batch.of(cloud(300, 6)), PCA);
    Path saved = folder.resolve("d");
    detector.save(saved);
    Autoencoder autoencoder = Autoencoder.load(saved);
    Map<?, ?> note = (Map<?, ?>) autoencoder.notes().get("detector");
    for (Object field : note.keySet()) {
      for (Object value :
          new Object[] {
            null, "x", "NaN", -7, 1e300, List.of(), Base64.getEncoder().encodeToString(new byte[16])
          }) {
        if (List.of("threshold", "rows").contains(field)) {
          continue; // Of a false-alarm rate, both are those of the calibration.
        }
        Map<Object, Object> changed = new HashMap<>(note);
        changed.put(field, value);
        autoencoder.save(saved, Map.of("detector", changed));
        if (field.equals("calibration") && value instanceof String) {
          continue; // Some text is Base64 of fewer scores.
        }
        assertThatThrownBy(() -> AnomalyDetector.load(saved))
            .as("%s: %s", field, value)
            .isInstanceOf(IOException.class)
            .hasMessageContaining(saved + " is damaged: the detector is none (");
      }
    }
    autoencoder.save(saved, Map.of());
    assertThatThrownBy(() -> AnomalyDetector.load(saved))
        .isInstanceOf(IOException.class)
        .hasMessage(
            saved + " is an autoencoder, but no detector: make one with AnomalyDetector.builder()");
    assertThatThrownBy(() -> detector.save(saved, Map.of("detector", 1)))
        .hasMessageContaining("A note is called \"detector\"");
  }

  @Test
  void wrongRowsAndSettingsAreRefused() {
    AnomalyDetector.Builder builder = AnomalyDetector.builder();
    assertThatThrownBy(() -> builder.trimming(0.6, 1))
        .hasMessage("share is 0.6, must be from 0 to 0.5");
    assertThatThrownBy(() -> builder.trimming(0.5, 0)).hasMessageContaining("rounds is 0");
    assertThatThrownBy(() -> builder.contamination(1)).hasMessageContaining("contamination is 1.0");
    assertThatThrownBy(() -> builder.falseAlarmRate(0)).hasMessageContaining("rate is 0.0");
    INDArray x = cloud(100, 1);
    assertThatThrownBy(() -> builder.fit(new Batch(x, x.dup(), null, null), PCA))
        .hasMessageContaining("must be their own targets");
    assertThatThrownBy(() -> builder.fit(Batch.of(x), rows -> null))
        .hasMessageContaining("the trained autoencoder is null");
    AnomalyDetector detector = builder.fit(Batch.of(x), PCA);
    assertThatThrownBy(() -> detector.score(Nd4j.zeros(2, 3)))
        .hasMessageContaining("shape [2, 3], expected [N, 5]");
    assertThatThrownBy(() -> detector.score(Nd4j.zeros(2, 5), Nd4j.zeros(2, 1)))
        .hasMessageContaining("mask must be of the shape");
    assertThatThrownBy(
            () -> detector.score(Nd4j.createFromArray(new float[][] {{0, 0, Float.NaN, 0, 0}})))
        .hasMessageContaining("not a finite number");
    assertThatThrownBy(() -> detector.explain(x, null, 0)).hasMessageContaining("most is 0");
    assertThat(detector.score(Nd4j.zeros(0, 5))).isEmpty();
    assertThat(detector.explain(Nd4j.zeros(0, 5), null, 3)).isEmpty();
  }
}
