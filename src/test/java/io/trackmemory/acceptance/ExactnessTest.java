package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.Shapes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes against an independent truth: the JVM's own counter in a process without the agent. */
@TestInstance(Lifecycle.PER_CLASS)
class ExactnessTest {

  private Map<String, Long> truth = Map.of();

  @BeforeAll
  void askTheJvm() throws IOException, InterruptedException {
    truth =
        Forked.run(List.of("-Xint"), JvmCounterMain.class).stream()
            .map(line -> line.split("\t", -1))
            .collect(Collectors.toMap(line -> line[0], line -> Long.parseLong(line[1])));
  }

  static Stream<String> shapes() {
    return Shapes.all().keySet().stream();
  }

  @Test
  void truth_coversEveryShape() {
    assertThat(truth.keySet()).isEqualTo(Shapes.all().keySet()).hasSizeGreaterThan(170);
    assertThat(truth).containsEntry("long[9]", 88L).containsEntry("literal", 0L);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void bytesAreThoseOfTheJvm_coldAndWarm(String name) {
    Runnable shape = Objects.requireNonNull(Shapes.all().get(name));
    long expected = Objects.requireNonNull(truth.get(name));
    assertThatMemory(shape::run).as("%s, cold", name).hasAllocatedBytes(bytes(expected));
    assertThatMemory(shape::run)
        .as("%s, warm", name)
        .afterWarmup(1_000)
        .hasAllocatedBytes(bytes(expected));
  }
}
