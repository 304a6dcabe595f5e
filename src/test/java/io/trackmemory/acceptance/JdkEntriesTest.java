package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What the JDK keeps for itself at the first use of its packages is no leak, in any order. */
@Tag("slow")
class JdkEntriesTest {

  private static final List<String> OPTIONS =
      List.of("-XX:+EnableDynamicAgentLoading", "-Djava.awt.headless=true");

  @TestFactory
  @Tag("jdk")
  Stream<DynamicTest> inOrder() throws Exception {
    return tests("all");
  }

  @TestFactory
  @Tag("sweep")
  Stream<DynamicTest> lastFirst() throws Exception {
    return tests("reversed");
  }

  private static Stream<DynamicTest> tests(String order) throws Exception {
    List<String> lines = Forked.run(OPTIONS, JdkEntriesMain.class, order);
    assertThat(lines.stream().filter(line -> line.contains("|"))).hasSizeGreaterThan(80);
    return lines.stream()
        .filter(line -> line.contains("|"))
        .map(line -> line.split("[|]", 2))
        .map(
            parts ->
                DynamicTest.dynamicTest(parts[0], () -> assertThat(parts[1]).isEqualTo("no leak")));
  }
}
