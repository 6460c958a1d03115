package org.autoencoderzoo.examples.page;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Markup that is safe to put between tags or into a quoted attribute. Text becomes markup through
 * {@link #text} alone, so that none is inserted without being escaped.
 *
 * @param markup as it stands in the page
 */
public record Html(String markup) {

  /** Nothing at all. */
  public static final Html NOTHING = new Html("");

  /**
   * {@return the text as markup}
   *
   * @param text to be escaped
   */
  public static Html text(String text) {
    return new Html(
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;"));
  }

  /**
   * {@return the parts, one after the other}
   *
   * @param parts of the page
   */
  public static Html join(Collection<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
  }
}
