package io.trackmemory.acceptance;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.extension.TrackMemory;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Runs tests whose events are kept, and dies in the last of them. */
final class EventsMain {

  private EventsMain() {}

  public static void main(String[] arguments) {
    Engine.reportingTo(Path.of(arguments[0]))
        .with("trackmemory.report.events", "true")
        .run(DyingTestCases.class);
  }

  @TrackMemory
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class DyingTestCases {

    private static final OrderBook BOOK = new OrderBook();

    @Test
    void first() {
      BOOK.order(1);
    }

    @Test
    void second() {
      for (int i = 0; i < 100; i++) {
        BOOK.order(i);
      }
    }

    @Test
    void third() {
      BOOK.order(3);
      Runtime.getRuntime().halt(0);
    }
  }
}
