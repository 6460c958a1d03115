/**
 * What the pages of the report and of the gallery share: markup, pictures, charts and the style
 * sheet.
 */
package org.autoencoderzoo.examples.page;
