/** Principal component analysis, under the same interface as the autoencoders. */
package org.autoencoderzoo.linear;
