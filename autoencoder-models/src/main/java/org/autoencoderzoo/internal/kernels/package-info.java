/**
 * Loops over the memory of arrays, for what ND4J's operations do slowly or not at all. They run on
 * the CPU backend only: {@link org.autoencoderzoo.internal.kernels.HostMemory} tells whether they
 * can, and whoever calls them has a way through ND4J's operations for all other cases, such as
 * CUDA.
 */
package org.autoencoderzoo.internal.kernels;
