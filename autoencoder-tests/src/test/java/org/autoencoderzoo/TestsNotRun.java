package org.autoencoderzoo;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says after all tests of a JVM which of them did not run, and why: such as those whose data set
 * could not be fetched. They fail nothing, but nobody shall think that they passed.
 */
public final class TestsNotRun implements TestExecutionListener, LauncherSessionListener {

  private final PrintStream out;
  private final Map<String, TreeSet<String>> testsByReason = new TreeMap<>();
  private boolean hasRun;

  /** For JUnit, which finds this class through its service file. */
  public TestsNotRun() {
    this(System.out);
  }

  TestsNotRun(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void testPlanExecutionStarted(TestPlan plan) {
    hasRun = true;
  }

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    add(test, reason);
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      add(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
    }
  }

  private void add(TestIdentifier test, String reason) {
    testsByReason.computeIfAbsent(reason.strip(), r -> new TreeSet<>()).add(name(test));
  }

  /** Class, method and the arguments of a parameterized test. */
  private String name(TestIdentifier test) {
    if (test.getSource().orElse(null) instanceof MethodSource method) {
      String className = method.getClassName();
      String name =
          className.substring(className.lastIndexOf('.') + 1) + "." + method.getMethodName();
      return test.getDisplayName().startsWith("[") ? name + " " + test.getDisplayName() : name;
    }
    return test.getDisplayName() + ", all of it";
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    session.getLauncher().registerTestExecutionListeners(this);
  }

  /** A session has as many test plans as there are classes, where Maven gives them out singly. */
  @Override
  public synchronized void launcherSessionClosed(LauncherSession session) {
    if (!hasRun) { // Maven looks for tests in a session, too.
      return;
    }
    long count = testsByReason.values().stream().mapToLong(TreeSet::size).sum();
    if (count == 0) {
      out.println("All tests were run.");
      return;
    }
    out.println(count + " TESTS WERE NOT RUN:");
    testsByReason.forEach(
        (reason, tests) -> {
          out.println("- because: " + reason.replace("\n", "\n    "));
          tests.forEach(test -> out.println("    " + test));
        });
  }
}
