/**
 * From reconstruction errors to decisions: which rows are odd, how sure that is, and how well it
 * works where the anomalies are known.
 */
package org.autoencoderzoo.anomaly;
