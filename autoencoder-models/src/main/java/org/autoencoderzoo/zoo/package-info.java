/**
 * The models. A family has its network in one class, and beside it one class for each of its
 * models, which says what the model adds, its defaults and its paper: {@link
 * org.autoencoderzoo.zoo.DenseAutoencoder} one hidden layer, {@link
 * org.autoencoderzoo.zoo.FeatureMapAutoencoder} one convolution, {@link
 * org.autoencoderzoo.zoo.ConvolutionalAutoencoder} a stack of convolutions, {@link
 * org.autoencoderzoo.zoo.StackedAutoencoder} levels that are trained one by one. {@link
 * org.autoencoderzoo.zoo.Linear} and {@link org.autoencoderzoo.zoo.Deep} have networks of their
 * own. Every graph has the vertices {@code input}, {@code code} and {@code reconstruction}. {@link
 * org.autoencoderzoo.zoo.Zoo} lists the models.
 */
package org.autoencoderzoo.zoo;
