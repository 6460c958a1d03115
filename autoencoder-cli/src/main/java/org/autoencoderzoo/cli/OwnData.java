package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.autoencoderzoo.columns.ColumnsBuilder;

/**
 * How data of the user's own become the source of a run.
 *
 * @param tables reads tables
 * @param images reads pictures
 * @param test names what is for the test, or null to draw it
 * @param columns builder of the columns of a table
 * @param err takes what the user should know
 */
record OwnData(
    TableOptions tables,
    ImageOptions images,
    String test,
    ColumnsBuilder columns,
    PrintWriter err) {

  /** A folder or an array of images; anything else is a table. */
  RunSource source(String file) throws IOException {
    return ImageOptions.isImages(file)
        ? new OwnImageSource(file, images, test, err)
        : new TableSource(file, tables, test, columns, err);
  }
}
