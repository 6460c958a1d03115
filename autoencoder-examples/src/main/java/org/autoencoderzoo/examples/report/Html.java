package org.autoencoderzoo.examples.report;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Markup that is safe to put between tags or into a quoted attribute. Text becomes markup through
 * {@link #text} alone, so that none is inserted without being escaped.
 *
 * @param markup as it stands in the page
 */
record Html(String markup) {

  static final Html NOTHING = new Html("");

  /** Escapes text. */
  static Html text(String text) {
    return new Html(
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;"));
  }

  static Html join(Collection<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
  }
}
