package org.autoencoderzoo.examples.dictionary;

/**
 * One example's code without its zeros.
 *
 * @param atoms numbers of the atoms, in the order in which they were chosen
 * @param values their coefficients
 */
record SparseCode(int[] atoms, float[] values) {}
