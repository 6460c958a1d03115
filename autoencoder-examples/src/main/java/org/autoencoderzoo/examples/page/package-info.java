/** What the pages of the programs share: markup, pictures, charts and the style sheet. */
package org.autoencoderzoo.examples.page;
