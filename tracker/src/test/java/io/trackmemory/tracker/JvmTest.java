package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Figures of a JVM against other witnesses: the management beans and {@code /proc}, read before and
 * after, and what the program itself did. In JVMs of their own, where nothing else happens.
 */
class JvmTest {

  private static Map<String, String> run(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("-Xmx256m"));
    command.addAll(List.of(options));
    command.add(JvmProgram.class.getName());
    return Jvm.run(command.toArray(String[]::new)).stream()
        .filter(line -> line.startsWith(JvmProgram.MARK)) // others are the JVM's own
        .map(line -> line.substring(JvmProgram.MARK.length()).split(": ", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:+UseSerialGC, true, false",
    "-XX:+UseParallelGC, true, false",
    "-XX:+UseG1GC, true, true",
    "-XX:+UseZGC, true, false",
    "-XX:+UseEpsilonGC, false, false",
  })
  void figures_equalThoseOfOtherWitnesses(
      String collector, boolean collects, boolean fragmentationIsKnown) throws Exception {
    Map<String, String> seen = run("-XX:+UnlockExperimentalVMOptions", collector);

    assertThat(seen)
        .containsEntry("within bounds", "[]")
        .containsEntry("direct buffers", "1")
        .containsEntry("direct bytes", String.valueOf(1 << 20))
        .containsEntry("mapped buffers", "1")
        .containsEntry("mapped bytes", "4096")
        .containsEntry("threads", "1 live, 1 daemon, 1 started")
        .containsEntry("collected", String.valueOf(collects))
        .containsEntry("heap after collection", String.valueOf(collects))
        .containsEntry("heap fragmentation", String.valueOf(fragmentationIsKnown))
        .containsEntry("allocated", "as expected")
        .containsEntry("load", "as expected")
        .containsEntry("resident", "as expected")
        .containsEntry("agent", "not attached");
  }

  @Test
  void figures_withLimitedMetaspaceAndHeap() throws Exception {
    Map<String, String> seen = run("-XX:+UseSerialGC", "-XX:MaxMetaspaceSize=64m");

    assertThat(seen)
        .containsEntry("within bounds", "[]")
        .containsEntry("metaspace maximum", "64 MiB");
  }
}
