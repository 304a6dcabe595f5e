package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Caches, pools and registries of the JDK keep nothing that matters when used as they should be,
 * even when it is their first use in the JVM; a real leak of the same kind is found each time.
 */
@Tag("slow")
@Tag("jdk")
class NearMissesTest {

  private static final List<String> OPTIONS = List.of("-XX:+EnableDynamicAgentLoading");

  @TestFactory
  Stream<DynamicTest> whoseRealLeakHasTheSameHolder() throws Exception {
    return tests(Forked.run(OPTIONS, NearMissesMain.class, "apart"), 20);
  }

  @TestFactory
  Stream<DynamicTest> besideARealLeak() throws Exception {
    return tests(Forked.run(OPTIONS, NearMissesMain.class, "together"), 25);
  }

  private static Stream<DynamicTest> tests(List<String> lines, int atLeast) {
    assertThat(lines).hasSizeGreaterThan(atLeast).allMatch(line -> line.contains("|"));
    return lines.stream()
        .map(line -> line.split("[|]", 2))
        .map(
            parts ->
                DynamicTest.dynamicTest(
                    parts[0], () -> assertThat(parts[1]).isEqualTo("only the leak")));
  }
}
