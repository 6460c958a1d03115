/**
 * Layers of autoencoders for Deeplearning4j: the JSON configuration of each ({@code Dense}) and,
 * inside it, its runtime twin. Forward keeps what backward needs, so a training step of one hidden
 * layer takes five matrix products where Deeplearning4j's own layers take eight. A layer with a
 * formula of your own extends {@link org.autoencoderzoo.layers.WeightedLayer}.
 */
package org.autoencoderzoo.layers;
