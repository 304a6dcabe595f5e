package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Methods that are counted where they are called count once, whatever way leads into them. In a JVM
 * of its own: handles that were made before the agent attached are not in every count.
 */
class ReachedOtherwiseTest {

  @Test
  void way_atAnyCall_countsAsOften() throws Exception {
    List<String> seen = Jvm.run(ReachedOtherwiseMain.class.getName());
    assertThat(seen)
        .hasSizeGreaterThan(180)
        .allMatch(line -> line.matches(".*: (\\d+) counted \\1"));
  }
}
