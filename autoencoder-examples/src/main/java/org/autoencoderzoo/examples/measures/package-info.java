/** What only the lecture measures, filters or draws. */
package org.autoencoderzoo.examples.measures;
