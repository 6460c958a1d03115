/** Short programs to copy from: each shows its data, the model, the training and the result. */
package org.autoencoderzoo.examples;
