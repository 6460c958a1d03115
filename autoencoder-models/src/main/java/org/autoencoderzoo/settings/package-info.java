/** How settings are checked, and how they change over the epochs, everywhere alike. */
package org.autoencoderzoo.settings;
