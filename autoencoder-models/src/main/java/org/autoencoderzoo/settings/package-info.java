/** How settings and rows of examples are checked, and how settings change over the epochs. */
package org.autoencoderzoo.settings;
