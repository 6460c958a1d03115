/** Figures and tables of the lecture, one short program for each. */
package org.autoencoderzoo.examples.lecture;
