package org.autoencoderzoo.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where steps spend their time: how many of the samples of a flight recording found a thread in a
 * method. Threads that wait are not sampled; those that have nothing to do with a step are left
 * out.
 *
 * @param samples by method
 */
record Profile(Map<String, Long> samples) {

  private static final Set<String> EVENTS = Set.of("jdk.ExecutionSample", "jdk.NativeMethodSample");

  /** Who is named for what is called by it. */
  private static final List<String> NAMED =
      List.of("org.autoencoderzoo.", "org.nd4j.", "org.deeplearning4j.", "org.bytedeco.");

  /** Methods with fewer samples are counted together. */
  private static final double LEAST_SHARE = 0.01;

  static Profile of(Path recording) throws IOException {
    Map<String, Long> samples =
        RecordingFile.readAllEvents(recording).stream()
            .filter(event -> EVENTS.contains(event.getEventType().getName()))
            .filter(event -> event.getStackTrace() != null && isOfStep(event))
            .collect(Collectors.groupingBy(Profile::method, TreeMap::new, Collectors.counting()));
    return new Profile(samples);
  }

  /** Its own thread and those that help it have this library in their stack. */
  private static boolean isOfStep(RecordedEvent event) {
    return event.getStackTrace().getFrames().stream()
        .anyMatch(frame -> frame.getMethod().getType().getName().startsWith("org.autoencoderzoo."));
  }

  /** The innermost method of a library that is named, or else the innermost of all. */
  private static String method(RecordedEvent event) {
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    RecordedMethod method =
        frames.stream()
            .map(RecordedFrame::getMethod)
            .filter(m -> NAMED.stream().anyMatch(m.getType().getName()::startsWith))
            .findFirst()
            .orElse(frames.get(0).getMethod());
    String type = method.getType().getName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
  }

  /** A line for each method, largest share first. */
  String markdown() {
    long all = samples.values().stream().mapToLong(n -> n).sum();
    String lines =
        samples.entrySet().stream()
            .filter(method -> method.getValue() >= LEAST_SHARE * all)
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(method -> line(method.getValue(), all, "`" + method.getKey() + "`"))
            .collect(Collectors.joining());
    long few = samples.values().stream().filter(n -> n < LEAST_SHARE * all).mapToLong(n -> n).sum();
    return "| share of "
        + all
        + " samples | in |\n|---|---|\n"
        + lines
        + line(few, all, "methods with less than 1% each");
  }

  private static String line(long samples, long all, String where) {
    return String.format(Locale.ROOT, "| %.1f%% | %s |%n", 100.0 * samples / all, where);
  }
}
