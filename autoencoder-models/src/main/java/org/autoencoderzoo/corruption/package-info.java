/**
 * Corruption of the input, for denoising autoencoders: {@code dropOut(new MaskingNoise(0.3, seed))}
 * on the first layer corrupts what it reads, in training only, while the labels stay clean. The
 * noise is a function of the seed and the iteration: fresh in each step, the same in each run.
 */
package org.autoencoderzoo.corruption;
