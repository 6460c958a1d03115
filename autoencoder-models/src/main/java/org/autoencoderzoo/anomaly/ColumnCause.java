package org.autoencoderzoo.anomaly;

/**
 * What one column has to do with the score of a row.
 *
 * @param column its name; {@code column 3}, counted from 0, where rows have no names
 * @param share the part of the score, 0 to 1, that is gone if the column has the value expected of
 *     it. The shares of a row need not sum to 1: each column alone may explain all of it, or none
 * @param seen its value, in the user's units
 * @param expected the value that fits the other columns of the row best, in the user's units
 */
public record ColumnCause(String column, double share, String seen, String expected) {}
