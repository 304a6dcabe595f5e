package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailingActionTest {

  static List<Throwable> throwables() {
    return List.of(
        new IOException("checked"),
        new IllegalStateException("unchecked"),
        new AssertionError("error"),
        new Throwable("neither"),
        new OutOfMemoryError("made"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void measure_passesTheSameInstance(Throwable thrown) {
    Throwable caught =
        catchThrowable(
            () ->
                MemoryTracker.measure(
                    () -> {
                      Made.objects(2);
                      throw thrown;
                    }));

    assertThat(caught).isSameAs(thrown);
    assertThat(caught.getSuppressed()).isEmpty();
    MemorySnapshot after = MemoryTracker.measure(() -> Made.objects(3));
    assertThat(after.allocationCount()).isEqualTo(3);
    assertThat(after.uncertified()).isEmpty();
  }

  @Test
  void stackOverflow_atSomeDepths_countingGoesOn() {
    assertCountedAfterOverflow(13);
  }

  @Tag("slow")
  @Test
  void stackOverflow_atAnyDepth_countingGoesOn() {
    assertCountedAfterOverflow(1);
  }

  private static void assertCountedAfterOverflow(int step) {
    for (int depth = 0; depth < 150; depth += step) {
      int start = depth;
      MemorySnapshot seen =
          MemoryTracker.measure(
              () -> {
                overflow(start);
                Made.objects(10);
                MemorySnapshot inner = MemoryTracker.measure(() -> Made.objects(5));
                assertThat(inner.allocationCount()).isEqualTo(5);
              });

      assertThat(Made.in(seen)).as("from depth " + depth).isEqualTo(15);
      assertThat(seen.uncertified()).isEmpty();
    }
  }

  private static void overflow(int start) {
    try {
      if (start > 0) {
        overflow(start - 1);
      } else {
        recurse(1);
      }
    } catch (StackOverflowError e) {
      // what is looked for
    }
  }

  /* Fresh lambdas, arrays, boxes and copies, so that each kind of hook is the one that overflows. */
  private static int recurse(int depth) {
    if (depth < 0) {
      return 0; // never, but that is not for the compiler to know
    }
    int[] array = {depth};
    Integer box = depth + 1000;
    Object copy = array.clone();
    Runnable lambda = () -> Made.sink = box;
    Made.sink = lambda;
    return recurse(depth + 1) + array[0] + (copy == lambda ? 1 : 0);
  }

  @Test
  void outOfMemory_ofOneArray_countsWhatWasMade() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              try {
                Made.sink = new long[Integer.MAX_VALUE];
              } catch (OutOfMemoryError e) {
                Made.objects(4);
              }
            });

    assertThat(seen.allocationCount()).isEqualTo(4);
    assertThat(seen.uncertified()).isEmpty();
  }

  @Test
  void outOfMemory_heapFull_exactAfterwards() throws Exception {
    List<String> lines = Jvm.run("-Xmx64m", HeapFullMain.class.getName());

    assertThat(lines).endsWith("after: 5, certain: true");
  }

  static final class HeapFullMain {

    private HeapFullMain() {}

    public static void main(String[] arguments) {
      MemoryTracker.measure(() -> Made.objects(1));
      for (int i = 0; i < 3; i++) {
        MemoryTracker.measure(HeapFullMain::fill);
      }
      MemorySnapshot after = MemoryTracker.measure(() -> Made.objects(5));
      System.out.println(
          "after: " + after.allocationCount() + ", certain: " + after.uncertified().isEmpty());
    }

    private static void fill() {
      List<Object> held = new ArrayList<>();
      try {
        while (true) {
          held.add(new byte[500]);
        }
      } catch (OutOfMemoryError e) {
        held.clear();
        Made.sink = held;
      }
    }
  }
}
