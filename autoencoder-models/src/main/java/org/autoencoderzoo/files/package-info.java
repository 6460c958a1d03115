/** Files that are replaced in one step, their checksums, and the versions of what writes them. */
package org.autoencoderzoo.files;
