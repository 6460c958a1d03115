/**
 * Tables as people have them: columns of numbers, categories and dates, with gaps. {@link
 * org.autoencoderzoo.columns.Columns} are fitted once, make rows of a network's units from rows of
 * a table, and bring reconstructions back to the user's units and levels.
 *
 * <p>The way of a cell, there and back:
 *
 * <ol>
 *   <li>{@link org.autoencoderzoo.columns.Table#open} begins a pass over {@link
 *       org.autoencoderzoo.columns.Rows}, which show a cell as a text and as a number.
 *   <li>What the column holds is declared as a {@link org.autoencoderzoo.columns.ColumnType}, or
 *       {@code SampledRows} tell it, the first 1,000.
 *   <li>{@code Cells} read it: there is a value, or none ({@code MissingTexts}), or a {@link
 *       org.autoencoderzoo.columns.WrongTableException}.
 *   <li>In the fit, the {@code ColumnStatistics} of its type count the value, and in the end make
 *       the {@link org.autoencoderzoo.columns.Column}: its units, and their centre.
 *   <li>Afterwards the column's {@code Coding} writes the units of the value into {@link
 *       org.autoencoderzoo.columns.EncodedRows}; {@code RowEncoder} has put the columns in order.
 *   <li>Of units that come back, {@link org.autoencoderzoo.columns.DecodedRows} ask the same {@code
 *       Coding} for the text.
 * </ol>
 */
package org.autoencoderzoo.columns;
