package org.autoencoderzoo.datasets;

import java.nio.charset.Charset;
import java.util.Optional;
import org.autoencoderzoo.settings.Arguments;

/**
 * What a user says about a CSV file; what is not said is found out.
 *
 * @param separator what stands between cells; a blank stands for any number of them
 * @param quote what stands around cells that hold a separator
 * @param point what stands before decimals
 * @param comment what lines begin with that are no rows
 * @param charset how characters are encoded
 * @param header whether the first line has the names of the columns
 * @param index what becomes of a first column without a name that numbers the rows
 * @param skip lines above the table, such as titles
 */
public record CsvOptions(
    Optional<Character> separator,
    Optional<Character> quote,
    Optional<Character> point,
    Optional<Character> comment,
    Optional<Charset> charset,
    Optional<Header> header,
    Index index,
    Optional<Integer> skip) {

  /** Everything is found out. */
  public static final CsvOptions FOUND_OUT = builder().build();

  /** Whether the first line has the names of the columns. */
  public enum Header {
    /** The first line has the names. */
    FIRST_LINE,
    /** The first line is a row like the others; the columns are named "1", "2" and so on. */
    NONE
  }

  /** What becomes of a first column that numbers the rows, as pandas and R write it. */
  public enum Index {
    /** It is no column of the table. */
    LEFT_OUT,
    /** It is the column "index". */
    KEPT
  }

  /**
   * Begins with everything to be found out.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Takes what the user says. */
  public static final class Builder {
    private Optional<Character> separator = Optional.empty();
    private Optional<Character> quote = Optional.empty();
    private Optional<Character> point = Optional.empty();
    private Optional<Character> comment = Optional.empty();
    private Optional<Charset> charset = Optional.empty();
    private Optional<Header> header = Optional.empty();
    private Index index = Index.LEFT_OUT;
    private Optional<Integer> skip = Optional.empty();

    private Builder() {}

    /**
     * Says what stands between cells.
     *
     * @param character such as a semicolon; a blank stands for any number of them
     * @return this
     */
    public Builder separator(char character) {
      separator = Optional.of(character);
      return this;
    }

    /**
     * Says what stands around cells that hold a separator or a line break.
     *
     * @param character such as an apostrophe
     * @return this
     */
    public Builder quote(char character) {
      quote = Optional.of(character);
      return this;
    }

    /**
     * Says what stands before decimals.
     *
     * @param character a point or a comma
     * @return this
     */
    public Builder point(char character) {
      point = Optional.of(character);
      return this;
    }

    /**
     * Says what lines begin with that are no rows.
     *
     * @param character such as {@code #}
     * @return this
     */
    public Builder comment(char character) {
      comment = Optional.of(character);
      return this;
    }

    /**
     * Says how characters are encoded.
     *
     * @param encoding such as {@link java.nio.charset.StandardCharsets#ISO_8859_1}
     * @return this
     */
    public Builder charset(Charset encoding) {
      charset = Optional.ofNullable(encoding);
      return this;
    }

    /**
     * Says whether the first line has the names of the columns.
     *
     * @param where whether it has
     * @return this
     */
    public Builder header(Header where) {
      header = Optional.ofNullable(where);
      return this;
    }

    /**
     * Says what becomes of a first column that numbers the rows.
     *
     * @param choice left out, unless said otherwise
     * @return this
     */
    public Builder index(Index choice) {
      index = choice;
      return this;
    }

    /**
     * Says how many lines stand above the table, such as titles.
     *
     * @param lines of the file, blank ones and comments among them; 0 if the table begins at once
     * @return this
     */
    public Builder skip(int lines) {
      skip = Optional.of(lines);
      return this;
    }

    /**
     * Ends.
     *
     * @return the options
     * @throws IllegalArgumentException if a character has two meanings, is a line break, the point
     *     is neither a point nor a comma, or fewer than no lines are to be skipped
     */
    public CsvOptions build() {
      return new CsvOptions(separator, quote, point, comment, charset, header, index, skip);
    }
  }

  /**
   * Checks that they go together.
   *
   * @param separator what stands between cells; a blank stands for any number of them
   * @param quote what stands around cells that hold a separator
   * @param point what stands before decimals
   * @param comment what lines begin with that are no rows
   * @param charset how characters are encoded
   * @param header whether the first line has the names of the columns
   * @param index what becomes of a first column without a name that numbers the rows
   * @param skip lines above the table, such as titles
   * @throws IllegalArgumentException if a character has two meanings, is a line break, the point is
   *     neither a point nor a comma, or fewer than no lines are to be skipped
   */
  public CsvOptions {
    Arguments.given("index", index);
    differ("separator", separator, "quote", quote);
    differ("separator", separator, "comment", comment);
    differ("quote", quote, "comment", comment);
    notBreak("separator", separator);
    notBreak("quote", quote);
    notBreak("comment", comment);
    point.ifPresent(
        character ->
            Arguments.require(
                character == '.' || character == ',', "point", character, "a point or a comma"));
    skip.ifPresent(lines -> Arguments.atLeast("skip", lines, 0));
  }

  private static void differ(
      String field, Optional<Character> one, String otherField, Optional<Character> other) {
    Arguments.check(
        one.isEmpty() || !one.equals(other),
        "%s and %s are both '%s'; they must differ",
        field,
        otherField,
        one.orElse(' '));
  }

  private static void notBreak(String field, Optional<Character> character) {
    character.ifPresent(
        c -> Arguments.require(c != '\n' && c != '\r', field, "a line break", "another character"));
  }
}
