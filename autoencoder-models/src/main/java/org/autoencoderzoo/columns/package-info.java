/**
 * Tables as people have them: columns of numbers, categories and dates, with gaps. {@link
 * org.autoencoderzoo.columns.Columns} are fitted once, make rows of a network's units from rows of
 * a table, and bring reconstructions back to the user's units and levels.
 */
package org.autoencoderzoo.columns;
