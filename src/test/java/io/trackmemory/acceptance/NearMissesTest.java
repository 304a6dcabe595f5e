package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Caches, pools and registries of the JDK keep nothing that matters when used as they should be,
 * even when it is their first use in the JVM; a real leak of the same kind is found each time.
 */
class NearMissesTest {

  private static final List<String> SMALL =
      List.of("-Xmx96m", "-XX:+DisableExplicitGC", "-XX:+EnableDynamicAgentLoading");

  @TestFactory
  Stream<DynamicTest> inTheirOrder() throws Exception {
    return tests(Forked.run(SMALL, NearMissesMain.class));
  }

  @TestFactory
  Stream<DynamicTest> backwards() throws Exception {
    return tests(Forked.run(SMALL, NearMissesMain.class, "backwards"));
  }

  private static Stream<DynamicTest> tests(List<String> lines) {
    assertThat(lines).hasSizeGreaterThan(45).allMatch(line -> line.split("[|]", -1).length == 3);
    return lines.stream()
        .map(
            line -> {
              String[] parts = line.split("[|]", -1);
              return DynamicTest.dynamicTest(
                  parts[0],
                  () -> {
                    assertThat(parts[1]).as("near miss").isEqualTo("passed");
                    assertThat(parts[2]).as("real leak of its kind").isEqualTo("found");
                  });
            });
  }
}
