/**
 * Penalties on the code of an autoencoder: what a regularised autoencoder adds to its
 * reconstruction loss. A layer takes any list of them. Each is a {@link
 * org.autoencoderzoo.penalties.Penalty}: a value and its exact gradient, in terms of what the
 * {@link org.autoencoderzoo.penalties.Encoding} shows of the layer.
 */
package org.autoencoderzoo.penalties;
