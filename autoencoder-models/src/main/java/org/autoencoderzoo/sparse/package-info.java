/** Kernels for rows of which few entries count. */
package org.autoencoderzoo.sparse;
