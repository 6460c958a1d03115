/**
 * Training: the examples, in memory or streamed, the loop over epochs and shuffled batches, its
 * settings, and what it reports while it runs.
 */
package org.autoencoderzoo.training;
