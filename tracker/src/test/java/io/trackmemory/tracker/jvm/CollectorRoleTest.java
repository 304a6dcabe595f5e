package io.trackmemory.tracker.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorRoleTest {

  @ParameterizedTest
  @CsvSource({
    "Copy, STOPPING",
    "MarkSweepCompact, STOPPING",
    "PS Scavenge, STOPPING",
    "G1 Young Generation, STOPPING",
    "G1 Old Generation, STOPPING",
    "G1 Concurrent GC, PAUSES",
    "ZGC Cycles, CYCLES",
    "ZGC Major Cycles, CYCLES",
    "ZGC Minor Pauses, PAUSES",
    "Shenandoah Cycles, CYCLES",
    "Shenandoah Pauses, PAUSES",
    "Epsilon Heap, STOPPING",
  })
  void of_nameOfBean(String name, CollectorRole role) {
    assertThat(CollectorRole.of(name)).isEqualTo(role);
  }
}
