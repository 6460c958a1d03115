/**
 * Reconstruction losses: summed over the features of an example, averaged over the examples of a
 * batch. Each is an {@link org.nd4j.linalg.lossfunctions.ILossFunction}, usable in any
 * Deeplearning4j network.
 */
package org.autoencoderzoo.losses;
