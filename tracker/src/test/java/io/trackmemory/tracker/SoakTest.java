package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tracker's own memory stays level, and its numbers right; ten minutes with -Psoak. */
@Tag("slow")
@Tag("sweep")
class SoakTest {

  private static final boolean LONG = Integer.getInteger("soak.repetitions") != null;
  private static final int ROUNDS = LONG ? 1_000_000 : 30;
  private static final int SECONDS = LONG ? 600 : 1_000_000;
  private static final long LEVEL_BYTES = 64 << 10;

  @Test
  void variedWork_everyCountRight_ownMemoryLevel() throws Exception {
    List<Long> used =
        Jvm.run(
                Jvm.ALL_COMPILERS,
                "-XX:+UseSerialGC",
                "-Xmx64m",
                SoakProgram.class.getName(),
                ROUNDS + "",
                SECONDS + "")
            .stream()
            .map(Long::valueOf)
            .toList();

    assertThat(used).hasSizeGreaterThanOrEqualTo(30);
    int third = used.size() / 3;
    assertThat(highest(used.subList(2 * third, used.size())))
        .as("heap in use after each round: %s", used)
        .isLessThan(highest(used.subList(third, 2 * third)) + LEVEL_BYTES);
  }

  private static long highest(List<Long> used) {
    return used.stream().mapToLong(Long::longValue).max().orElseThrow();
  }
}
