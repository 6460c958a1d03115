package org.autoencoderzoo.cli;

import org.autoencoderzoo.training.Examples;

/**
 * What a run is trained on, and what is scored after each epoch: with patience, examples that are
 * held out to decide when to stop; else test examples, which only draw a curve. The test examples
 * have no say in when to stop: a model chosen by them would look better on them than it is.
 *
 * @param train to train on
 * @param scored after each epoch
 * @param heldOut how many were held out; 0 where the test examples are scored
 */
record TrainingExamples(Examples train, Examples scored, long heldOut) {}
