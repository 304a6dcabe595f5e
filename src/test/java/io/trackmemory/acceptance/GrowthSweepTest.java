package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.GrowthCase;
import io.trackmemory.acceptance.code.WarmUps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * What the JVM, the JDK and libraries keep while they warm up is never taken for growth, and a leak
 * beside it is found: in JVMs that do nothing before; a few here, and with -Psoak so many that each
 * case comes in each mode.
 */
@Tag("slow")
@Tag("sweep")
class GrowthSweepTest {

  private static final boolean LONG = Integer.getInteger("soak.repetitions") != null;
  private static final int[] RUNS = {10, 12, 20};
  private static final List<List<String>> MODES =
      List.of(List.of(), List.of("-Xcomp"), List.of(Forked.ALL_COMPILERS));

  /* Those that were once taken for growth, and one that could not be certified. */
  private static final List<String> FEW =
      List.of(
          "formats",
          "dates of other countries",
          "a path for each call",
          "libraries",
          "near misses, one after another");

  @TestFactory
  Stream<DynamicTest> warmUp() {
    List<String> names = WarmUps.all().stream().map(GrowthCase::name).toList();
    if (!LONG) {
      return FEW.stream().map(name -> test(names.indexOf(name), name, MODES.get(0)));
    }
    return MODES.stream()
        .flatMap(
            mode -> IntStream.range(0, names.size()).mapToObj(i -> test(i, names.get(i), mode)));
  }

  private static DynamicTest test(int number, String name, List<String> mode) {
    return DynamicTest.dynamicTest(
        name + " " + mode, () -> judge(number, RUNS[number % RUNS.length], mode));
  }

  private static void judge(int number, int runs, List<String> mode) throws Exception {
    List<String> options = new ArrayList<>(mode);
    options.addAll(List.of("-XX:+EnableDynamicAgentLoading", "-XX:+UseSerialGC", "-Xmx256m"));
    List<String> ways = number % 2 == 0 ? List.of("alone", "beside") : List.of("beside", "alone");
    List<String> lines =
        Forked.run(
            options,
            GrowthSweepMain.class,
            String.valueOf(runs),
            String.valueOf(number),
            "1",
            ways.get(0),
            ways.get(1));
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      String[] parts = line.split("[|]", 3);
      assertThat(parts[2]).as(parts[0]).isEqualTo(parts[1]);
    }
  }
}
