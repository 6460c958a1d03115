/**
 * Files that lose nothing and trust nothing: written to a temporary name and then moved, read with
 * bounded sizes and named classes alone.
 */
package org.autoencoderzoo.files;
