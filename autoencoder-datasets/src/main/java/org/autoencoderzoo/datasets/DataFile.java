package org.autoencoderzoo.datasets;

/**
 * One file of a data set.
 *
 * @param name its name, as in {@code train-images-idx3-ubyte}
 * @param sha256 the SHA-256 of its content, decompressed
 */
record DataFile(String name, String sha256) {}
