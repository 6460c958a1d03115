/** Autoencoders for Deeplearning4j, ready to import. */
package org.autoencoderzoo;
