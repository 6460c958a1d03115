/** The report of a training run: one HTML page that holds everything it shows. */
package org.autoencoderzoo.cli.report;
