/** Dictionary learning with orthogonal matching pursuit, beside which the lecture puts k-sparse. */
package org.autoencoderzoo.examples.dictionary;
