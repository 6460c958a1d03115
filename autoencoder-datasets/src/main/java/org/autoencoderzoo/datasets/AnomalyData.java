package org.autoencoderzoo.datasets;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A task of anomaly detection: a model learns what is normal from normal rows alone, then tells the
 * anomalous rows of a test from the others.
 *
 * @param train {@code [rows, columns]}, normal rows only; float32
 * @param test {@code [rows, columns]}, normal and anomalous rows; float32
 * @param anomalous for each row of test, whether it is an anomaly
 */
public record AnomalyData(INDArray train, INDArray test, boolean[] anomalous) {}
