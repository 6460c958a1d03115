package org.autoencoderzoo.examples.page;

/** The style sheet of all pages. */
public final class PageStyle {

  private static final Html SHEET =
      new Html(Template.resource(PageStyle.class, "style.css").markup());

  private PageStyle() {}

  /** {@return the style sheet, to stand in the head of a page} */
  public static Html sheet() {
    return SHEET;
  }
}
