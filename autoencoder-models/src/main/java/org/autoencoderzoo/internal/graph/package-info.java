/**
 * What an autoencoder does with its graph: checks that it is one, finds the shapes of what its
 * vertices give, runs parts of it, lets several threads use it, and takes the encoder out of it. No
 * part of the library's interface: it may change from one version to the next.
 */
package org.autoencoderzoo.internal.graph;
