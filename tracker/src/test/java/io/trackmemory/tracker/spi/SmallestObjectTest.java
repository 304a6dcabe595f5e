package io.trackmemory.tracker.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.Jvm;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has a row by default, in each layout that this JVM knows. */
@Tag("slow")
@Tag("jdk")
class SmallestObjectTest {

  /* Where a JVM does not know an option it does without it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:-UseCompressedClassPointers",
        "-XX:ObjectAlignmentInBytes=32",
        "-XX:+UseCompactObjectHeaders"
      })
  void defaultMinSize_isThatOfTheSmallestObject(String option) throws Exception {
    assertThat(Jvm.run(option, MeasuringMain.class.getName()))
        .endsWith("same before the agent and after", "1 in 1 rows, 0 in none");
  }

  static final class MeasuringMain {
    private static Object made = "";

    private MeasuringMain() {}

    public static void main(String[] arguments) {
      long before = minSize();
      MemorySnapshot seen = MemoryTracker.measure(() -> made = new Object());
      System.out.println(
          before == seen.allocatedBytes() && before == minSize()
              ? "same before the agent and after"
              : before + " B, " + minSize() + " B, but " + made + ": " + seen.allocatedBytes());
      System.out.println(
          seen.allocationCount()
              + (" in " + seen.sites().size() + " rows, ")
              + (seen.omissions().filteredCount() + " in none"));
    }

    private static long minSize() {
      return Settings.of(
              key -> Optional.ofNullable(Map.<String, String>of().get(key)), Settings.OF_TRACKER)
          .get(Settings.FILTER_MIN_SIZE)
          .toBytes();
    }
  }
}
