/**
 * Saved models and checkpoints that trust nothing: read with bounded sizes and named classes alone.
 */
package org.autoencoderzoo.internal.files;
