/**
 * Loops over the memory of arrays, for what ND4J's operations do slowly or not at all. All arrays
 * are of floats, in the memory of the JVM's host, without gaps: {@code internal.ops} sees to that,
 * the only package that calls these loops.
 */
package org.autoencoderzoo.internal.kernels;
