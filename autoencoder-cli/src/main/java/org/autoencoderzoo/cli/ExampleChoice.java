package org.autoencoderzoo.cli;

/**
 * Which examples of a source a run uses.
 *
 * @param train at most so many training examples, of a table so many rows from its top; null for
 *     all
 * @param test at most so many test examples, or null for all
 * @param seed draws those that are held out, and the test rows of a table
 * @param holdsOut whether a tenth of the training examples is held out, to decide when to stop
 */
record ExampleChoice(Integer train, Integer test, long seed, boolean holdsOut) {}
