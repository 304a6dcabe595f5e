package io.trackmemory.report.jfr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Sums over events. Of a test that a recording has more than once, the latest counts. Confined to
 * one thread.
 */
final class EventTotals {

  private final Map<String, TestTotals> byTest = new LinkedHashMap<>();
  private int earlier;

  /**
   * Adds a recording of one machine or run; the same test of another one is another test.
   *
   * @param whose name of the machine or run
   * @throws IOException if it cannot be read
   */
  void add(String whose, Path recording) throws IOException {
    try {
      read(whose, recording);
    } catch (RuntimeException | InternalError e) {
      // What the JDK's reader throws where sizes are right and contents are not.
      throw new IOException("damaged events of " + whose + " (" + e + ")", e);
    }
  }

  private void read(String whose, Path recording) throws IOException {
    Map<String, TestTotals> latest = new LinkedHashMap<>();
    Optional<TestTotals> current = Optional.empty();
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (isOf(event, JfrSchema.RUN)) {
          // The first of its chunk: what follows is of this test.
          TestTotals test = new TestTotals(event);
          current = Optional.of(test);
          TestTotals other = latest.get(test.name());
          if (other == null || !other.endedAt().isAfter(test.endedAt())) {
            latest.put(test.name(), test);
          }
          earlier += other == null ? 0 : 1;
        } else if (isOf(event, JfrSchema.SITE)) {
          current.ifPresent(test -> addSite(test, event));
        } else if (isOf(event, JfrSchema.SAMPLED_STACK)) {
          current.ifPresent(test -> test.addStack(type(event), stack(event), event));
        } else if (isOf(event, JfrSchema.SAMPLE)) {
          current.ifPresent(TestTotals::addSample);
        }
      }
    }
    latest.forEach((name, test) -> byTest.put(whose + '\n' + name, test));
  }

  /** How many measurements of a test were left out, as there is a later one. */
  int earlier() {
    return earlier;
  }

  Collection<TestTotals> tests() {
    return byTest.values();
  }

  private static boolean isOf(RecordedEvent event, JfrType type) {
    return event.getEventType().getName().equals(type.name());
  }

  private static void addSite(TestTotals test, RecordedEvent event) {
    if (event.getString("account").equals(TestEvents.OF_SCOPE)) {
      String caller = event.getString("caller");
      String line = event.getString("line") + (caller == null ? "" : " <- " + caller);
      test.addSite(type(event), line, event.getLong("count"), event.getLong("bytes"));
    }
  }

  private static String type(RecordedEvent event) {
    RecordedClass type = event.getClass("objectClass");
    return JfrNames.readable(type.getName());
  }

  private static String stack(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    return stack == null
        ? "no stack"
        : stack.getFrames().stream().map(EventTotals::frame).collect(Collectors.joining(" <- "));
  }

  private static String frame(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    String line = frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "";
    return method.getType().getName() + "." + method.getName() + line;
  }
}
