/** What a trained autoencoder is worth, in figures. */
package org.autoencoderzoo.evaluation;
