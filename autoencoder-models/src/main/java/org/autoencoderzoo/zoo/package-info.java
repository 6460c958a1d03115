/**
 * The models, one class each: what it is, where it comes from, and the whole network on one screen.
 * Every graph has the vertices {@code input}, {@code code} and {@code reconstruction}. {@link
 * org.autoencoderzoo.zoo.Zoo} lists them.
 */
package org.autoencoderzoo.zoo;
