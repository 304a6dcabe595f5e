package io.trackmemory.report.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Regions are those of G1, and of nothing else. */
class HeapRegionsTest {

  @Test
  void regions_areThoseOfG1() {
    boolean g1 =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .anyMatch(bean -> bean.getName().startsWith("G1 "));
    OptionalLong bytes = HeapRegions.ofThisJvm();
    assertThat(bytes.isPresent()).isEqualTo(g1);
    bytes.ifPresent(
        size ->
            assertThat(size).isBetween(1L << 20, 512L << 20).matches(n -> Long.bitCount(n) == 1));
  }
}
