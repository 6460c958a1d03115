/** Data sets. */
package org.autoencoderzoo.data;
