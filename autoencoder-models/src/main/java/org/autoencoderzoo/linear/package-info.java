/** Linear models, under the same interface as the autoencoders: principal component analysis. */
package org.autoencoderzoo.linear;
