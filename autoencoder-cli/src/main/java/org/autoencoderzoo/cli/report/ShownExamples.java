package org.autoencoderzoo.cli.report;

import java.util.List;
import org.autoencoderzoo.examples.page.Html;

/** What a report shows of test examples and of what the network makes of them. */
public sealed interface ShownExamples permits ShownImages, ShownTable {

  /**
   * {@return what came out, in a few sentences; empty if the metrics say too little}
   *
   * @param report of the run that shows these examples
   */
  String outcome(RunReport report);

  /**
   * {@return the sections of the page above its tables, from top to bottom}
   *
   * @param report of the run that shows these examples
   */
  List<Html> sections(RunReport report);
}
