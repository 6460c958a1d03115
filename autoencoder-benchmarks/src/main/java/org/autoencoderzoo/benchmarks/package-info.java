/**
 * Times training steps of this library beside those of Deeplearning4j's own layers, of libtorch
 * through DJL, and beside the floor that the matrix products and the updater's memory traffic set.
 * A new comparison is one {@link org.autoencoderzoo.benchmarks.BenchmarkCase} and one line in
 * {@link org.autoencoderzoo.benchmarks.Cases}.
 */
package org.autoencoderzoo.benchmarks;
