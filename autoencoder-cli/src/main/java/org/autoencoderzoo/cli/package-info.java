/** The command line {@code ae}. */
package org.autoencoderzoo.cli;
