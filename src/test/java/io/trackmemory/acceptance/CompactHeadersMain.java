package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.assertThatRetained;
import static io.trackmemory.dsl.MemoryAssertions.bytes;

import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.Omissions;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.ArrayList;
import java.util.List;

/** A program that prints what its smallest objects are told to take. */
public final class CompactHeadersMain {

  private static final List<Object> KEPT = new ArrayList<>(100);
  private static Object made = "";

  private CompactHeadersMain() {}

  /* Without fields. */
  static final class Marker {}

  static final class OneInt {
    int value;
  }

  static final class TwoLongs {
    long one;
    long other;
  }

  /** Takes no arguments. */
  public static void main(String[] args) {
    sizes();
    filters();
    leak();
    retained();
  }

  private static void sizes() {
    size("object without fields", () -> made = new Marker());
    size("int", () -> made = new OneInt());
    size("two longs", () -> made = new TwoLongs());
    for (int length : new int[] {0, 4, 5, 12}) {
      size("byte[" + length + "]", () -> made = new byte[length]);
    }
    size("char[2]", () -> made = new char[2]);
    size("int[1]", () -> made = new int[1]);
    size("long[1]", () -> made = new long[1]);
    size("Object[1]", () -> made = new Object[1]);
    size("clone", () -> made = new byte[4].clone());
    size("list", () -> made = new ArrayList<>(1));
  }

  private static void size(String what, ThrowingRunnable action) {
    MemorySnapshot seen = MemoryTracker.measure(action);
    System.out.println(
        what + ": " + seen.allocationCount() + ", " + seen.allocatedBytes() + " B" + omitted(seen));
  }

  private static String omitted(MemorySnapshot seen) {
    Omissions omissions = seen.omissions();
    return omissions.filteredCount() == 0
        ? ""
        : ", in no row: " + omissions.filteredCount() + ", " + omissions.filteredBytes() + " B";
  }

  private static void filters() {
    print(
        "filters",
        () ->
            assertThatMemory(() -> made = new Marker())
                .hasAllocationCount(1)
                .allocations()
                .ofType(Marker.class)
                .fromMethod("filters")
                .hasCount(1)
                .hasBytesAtMost(bytes(8)));
    print(
        "others",
        () ->
            assertThatMemory(() -> made = new Marker())
                .allocations()
                .ofType(OneInt.class)
                .isEmpty());
    print("failing", () -> assertThatMemory(() -> made = new Marker()).hasNoAllocations());
  }

  private static void leak() {
    print("leak", () -> assertThatMemory(() -> KEPT.add(new Marker())).hasNoLeaks());
    MemorySnapshot seen = MemoryTracker.measure(() -> Registry.open(100));
    for (Leak leak : seen.leaks()) {
      long counted = seen.sites().stream().mapToLong(SiteStatistics::bytes).sum();
      System.out.println(
          "retained by a leak: "
              + leak.retainedBytes().orElse(-1)
              + " B, counted: "
              + counted
              + " B");
    }
    Registry.clear();
  }

  private static void retained() {
    List<Object> list = new ArrayList<>(4);
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              list.add(new Marker());
              list.add(new OneInt());
              list.add(new TwoLongs());
              list.add(new byte[5]);
            });
    System.out.println("counted: " + seen.allocatedBytes() + " B and the list");
    print("retained", () -> assertThatRetained(list).hasBytesAtMost(bytes(1)));
    print(
        "of a type", () -> assertThatRetained(list).ofType(Marker.class).hasBytesAtMost(bytes(7)));
  }

  private static void print(String what, Runnable check) {
    try {
      check.run();
      System.out.println(what + ": passed");
    } catch (AssertionError failure) {
      String.valueOf(failure.getMessage())
          .lines()
          .map(line -> line.replace(CompactHeadersMain.class.getName(), "Main"))
          .map(line -> line.replaceAll(" +", " ").replaceAll("[.]java:\\d+", ""))
          .forEach(line -> System.out.println(what + ": " + line.strip()));
    }
  }
}
