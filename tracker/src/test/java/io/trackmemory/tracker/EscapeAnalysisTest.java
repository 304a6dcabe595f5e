package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What tracking leaves of the JIT compiler's work. */
@Tag("slow")
@Tag("jdk")
class EscapeAnalysisTest {

  @Test
  void objectsThatDoNotEscape_areRemovedUnlessFollowed() throws Exception {
    // Compiled in the foreground: after a number of runs, not after a time.
    assertThat(Jvm.run(Jvm.ALL_COMPILERS, "-Xbatch", NonEscapingMain.class.getName()))
        .containsExactly(
            "no scope yet: removed true",
            "counting: removed true, counted true",
            "followed: counted true",
            "no scope after following: removed true",
            "counting after following: removed true, counted true",
            "followed again while kept: counted true",
            "counting while kept: removed true, counted true",
            "followed while counting: counted true",
            "counting after all: removed true, counted true",
            "no scope after keeping: removed true",
            "after 300 scopes: removed true, counted true");
  }

  static final class NonEscapingMain {

    private static final ThreadMXBean COUNTER =
        ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private static final int OBJECTS = 200_000;

    /** Its constructor passes it on, to a method that may throw. */
    static final class Point {
      private final int x;
      private final int y;

      Point(int x, int y) {
        this.x = x;
        this.y = y;
        check();
      }

      private void check() {
        if (x < 0) {
          throw new IllegalArgumentException("x must not be negative: " + x);
        }
      }

      int x() {
        return x;
      }

      int y() {
        return y;
      }
    }

    private NonEscapingMain() {}

    public static void main(String[] arguments) {
      System.out.println("no scope yet: removed " + isRemoved());
      System.out.println("counting: " + counting());
      MemorySnapshot followed = MemoryTracker.measure(() -> Made.sink = sum());
      System.out.println("followed: counted " + (points(followed) == OBJECTS));
      System.out.println("no scope after following: removed " + isRemoved());
      System.out.println("counting after following: " + counting());
      keeping();
      System.out.println("no scope after keeping: removed " + isRemoved());
      for (int i = 0; i < 300; i++) {
        MemoryTracker.measure(() -> Made.objects(1000));
      }
      System.out.println("after 300 scopes: " + counting());
    }

    private static void keeping() {
      Runnable end = Tracking.DOOR.keepFollowing();
      isFollowedAndCounted();
      System.out.println("followed again while kept: counted " + isFollowedAndCounted());
      System.out.println("counting while kept: " + counting());
      try (MemoryScope scope = Tracking.DOOR.open(ScopeOptions.counting())) {
        System.out.println("followed while counting: counted " + isFollowedAndCounted());
      }
      end.run();
      System.out.println("counting after all: " + counting());
      isFollowedAndCounted();
    }

    private static boolean isFollowedAndCounted() {
      MemorySnapshot seen = MemoryTracker.measure(() -> Made.sink = sum());
      return points(seen) == OBJECTS && Tracking.DOOR.followed(seen);
    }

    private static String counting() {
      try (MemoryScope scope = Tracking.DOOR.open(ScopeOptions.counting())) {
        boolean removed = isRemoved();
        MemorySnapshot before = scope.snapshot();
        Made.sink = sum();
        long counted = points(scope.snapshot()) - points(before);
        return "removed " + removed + ", counted " + (counted == OBJECTS);
      }
    }

    private static boolean isRemoved() {
      long fewest = Long.MAX_VALUE;
      for (int i = 0; i < 50; i++) {
        long before = COUNTER.getCurrentThreadAllocatedBytes();
        Made.sink = sum();
        fewest = Math.min(fewest, COUNTER.getCurrentThreadAllocatedBytes() - before);
      }
      return fewest < OBJECTS;
    }

    private static long sum() {
      long sum = 0;
      for (int i = 0; i < OBJECTS; i++) {
        Point point = new Point(i, 1);
        sum += point.x() + point.y();
      }
      return sum;
    }

    private static long points(MemorySnapshot snapshot) {
      return snapshot.types().stream()
          .filter(type -> type.typeName().equals(Point.class.getName()))
          .mapToLong(TypeStatistics::count)
          .sum();
    }
  }
}
