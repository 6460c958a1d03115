/**
 * Linear decoders, some under the same interface as the autoencoders: principal component analysis,
 * ZCA whitening, and dictionary learning with orthogonal matching pursuit.
 */
package org.autoencoderzoo.linear;
