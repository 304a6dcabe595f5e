package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Stack;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of each shape that the JIT compiler removes without the tracker, it removes with it. */
@Tag("slow")
@Tag("jdk")
class EscapeShapesTest {

  /* What docs/limits.md names: they are made once a scope was open. */
  private static final List<String> INLINED_LESS =
      List.of("array of objects", "synchronised stack");

  @Test
  void objectsRemovedWithoutTracker_areRemovedWithItWhileNoScopeIsOpen() throws Exception {
    assertThat(seen("no scope")).containsExactlyElementsOf(seen("untracked"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"counting", "after following"})
  void objectsRemovedWithoutTracker_areRemovedOnceAScopeWasOpen(String when) throws Exception {
    List<String> untracked =
        seen("untracked").stream()
            .filter(line -> INLINED_LESS.stream().noneMatch(line::contains))
            .toList();
    assertThat(untracked).hasSize(6).allMatch(line -> line.endsWith(" 0 B"));

    assertThat(seen(when)).containsAll(untracked);
  }

  // Compiled in the foreground: after a number of runs, not after a time.
  private static List<String> seen(String when) throws Exception {
    return Jvm.run(Jvm.ALL_COMPILERS, "-Xbatch", Shapes.class.getName(), when);
  }

  static final class Shapes {

    private static final int OBJECTS = 100_000;
    private static final ThreadMXBean COUNTER =
        ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private static final List<Integer> NUMBERS =
        Stream.iterate(1_000, n -> n + 1).limit(8).toList();

    record Shape(String name, IntSupplier run) {}

    static final List<Shape> ALL =
        List.of(
            new Shape("point", Shapes::points),
            new Shape("array", Shapes::arrays),
            new Shape("array of objects", Shapes::arraysOfObjects),
            new Shape("lambda", Shapes::lambdas),
            new Shape("boxed", Shapes::boxed),
            new Shape("iterator", Shapes::iterators),
            new Shape("locked", Shapes::locked),
            new Shape("iterator with a synchronised stack", Shapes::stacks));

    record Point(int x, int y) {}

    private Shapes() {}

    public static void main(String[] arguments) throws Exception {
      try (AutoCloseable open = begin(arguments[0])) {
        List<String> lines = new ArrayList<>();
        for (Shape each : ALL) {
          lines.add(each.name + " " + fewestBytes(each.run) + " B");
        }
        lines.forEach(System.out::println);
      }
    }

    private static AutoCloseable begin(String when) {
      switch (when) {
        case "counting" -> {
          return Tracking.DOOR.open(ScopeOptions.counting());
        }
        case "after following" -> MemoryTracker.measure(() -> ALL.forEach(Shapes::runOften));
        case "no scope" -> assertThat(Tracking.DOOR.unavailable()).isEmpty();
        default -> {
          return () -> {};
        }
      }
      return () -> {};
    }

    private static void runOften(Shape shape) {
      for (int i = 0; i < 10; i++) {
        Made.sink = shape.run.getAsInt();
      }
    }

    /* For each object, rounded down: the result itself is boxed. */
    private static long fewestBytes(IntSupplier run) {
      long fewest = Long.MAX_VALUE;
      for (int i = 0; i < 60; i++) {
        long before = COUNTER.getCurrentThreadAllocatedBytes();
        Made.sink = run.getAsInt();
        fewest = Math.min(fewest, COUNTER.getCurrentThreadAllocatedBytes() - before);
      }
      return fewest / OBJECTS;
    }

    private static int points() {
      int sum = 0;
      for (int i = 0; i < OBJECTS; i++) {
        Point point = new Point(i, 1);
        sum += point.x() + point.y();
      }
      return sum;
    }

    private static int arrays() {
      int sum = 0;
      for (int i = 0; i < OBJECTS; i++) {
        int[] pair = {i, 1};
        sum += pair[0] + pair[1];
      }
      return sum;
    }

    private static int arraysOfObjects() {
      int sum = 0;
      for (int i = 0; i < OBJECTS; i++) {
        Point[] pair = {new Point(i, 1), new Point(1, i)};
        sum += pair[0].x() + pair[1].y();
      }
      return sum;
    }

    private static int lambdas() {
      int sum = 0;
      for (int i = 0; i < OBJECTS; i++) {
        int added = i;
        IntUnaryOperator add = n -> n + added;
        sum = add.applyAsInt(sum);
      }
      return sum;
    }

    private static int boxed() {
      int sum = 0;
      for (int i = 0; i < OBJECTS; i++) {
        Integer box = i + 1_000;
        Long wide = (long) i + 1_000;
        sum += box + wide.intValue();
      }
      return sum;
    }

    private static int iterators() {
      int sum = 0;
      for (int i = 0; i < OBJECTS / 8; i++) {
        for (int number : NUMBERS) {
          sum += number;
        }
      }
      return sum;
    }

    private static int locked() {
      int sum = 0;
      for (int i = 0; i < OBJECTS; i++) {
        Object lock = new Object();
        synchronized (lock) {
          sum += i;
        }
      }
      return sum;
    }

    private static int stacks() {
      int sum = 0;
      for (int i = 0; i < OBJECTS; i++) {
        Iterator<Integer> numbers = new Numbers(NUMBERS.get(i & 7));
        while (numbers.hasNext()) {
          sum += numbers.next();
        }
      }
      return sum;
    }

    /** As parsers walk trees. */
    @SuppressWarnings("JdkObsolete") // its locks are what is tried
    private static final class Numbers implements Iterator<Integer> {
      private final Stack<Integer> left = new Stack<>();

      Numbers(Integer first) {
        left.push(first);
      }

      @Override
      public boolean hasNext() {
        return !left.isEmpty();
      }

      @Override
      public Integer next() {
        if (left.isEmpty()) {
          throw new NoSuchElementException();
        }
        return left.pop();
      }
    }
  }
}
