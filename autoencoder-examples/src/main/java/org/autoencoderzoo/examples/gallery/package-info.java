/** The figures, tables and claims of the examples, and the page that shows them. */
package org.autoencoderzoo.examples.gallery;
