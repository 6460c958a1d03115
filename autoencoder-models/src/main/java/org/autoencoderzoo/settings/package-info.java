/** How settings are checked, everywhere alike. */
package org.autoencoderzoo.settings;
