package io.trackmemory.acceptance;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Prints what was made by code of the JDK and on threads, line by line. */
final class KeptClassesMain {

  static Object result = "";

  private KeptClassesMain() {}

  public static void main(String[] arguments) {
    OrderBook book = new OrderBook();
    print("own", () -> result = book.prices(8));
    print(
        "collections",
        () -> {
          TreeMap<String, List<String>> map = new TreeMap<>();
          map.computeIfAbsent("key", key -> new ArrayList<>()).add("value");
          result = map.clone();
        });
    print("stream", () -> result = Stream.of(3, 1, 2).sorted().map(String::valueOf).toList());
    print("text", () -> result = new StringJoiner(",").add("a").add("b").toString());
    print(
        "thread",
        () -> {
          Thread thread = new Thread(() -> result = new int[8], "other");
          thread.start();
          thread.join();
        });
  }

  private static void print(String name, ThrowingRunnable action) {
    MemoryTracker.measure(action);
    MemorySnapshot seen = MemoryTracker.measure(action);
    System.out.println(
        name
            + " "
            + seen.allocationCount()
            + " "
            + seen.allocatedBytes()
            + " "
            + seen.uncertified());
    seen.sites().stream()
        .map(
            site ->
                String.join(
                    " ",
                    name,
                    String.valueOf(site.count()),
                    site.typeName(),
                    String.valueOf(site.bytes()),
                    site.location(),
                    site.threadName()))
        .sorted()
        .forEach(System.out::println);
  }
}
