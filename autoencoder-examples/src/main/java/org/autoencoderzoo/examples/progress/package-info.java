/** Shows on standard error how far training is. */
package org.autoencoderzoo.examples.progress;
