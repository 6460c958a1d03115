/** The programs that people run. */
package org.autoencoderzoo.examples;
