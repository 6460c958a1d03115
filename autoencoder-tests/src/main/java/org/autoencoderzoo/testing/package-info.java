/**
 * The checks that every layer, penalty, selection, corruption and loss of this library passes, for
 * those of its users: each is a stream of JUnit's dynamic tests, to be returned from a
 * {@code @TestFactory} method.
 */
package org.autoencoderzoo.testing;
