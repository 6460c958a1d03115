/**
 * The checks that the parts of this library pass, for those of its users: layers, penalties,
 * selections, corruptions, losses, activations, updaters and models. Each is a stream of JUnit's
 * dynamic tests, to be returned from a {@code @TestFactory} method.
 */
package org.autoencoderzoo.testing;
