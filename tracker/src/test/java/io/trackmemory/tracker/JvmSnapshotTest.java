package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas and text, on figures of the test's own. */
class JvmSnapshotTest {

  private static final OptionalLong NONE = OptionalLong.empty();
  private static final OptionalDouble NO_SHARE = OptionalDouble.empty();
  private static final long MIB = 1 << 20;
  private static final GcActivity NEVER_COLLECTED =
      new GcActivity(List.of("Copy"), NONE, NONE, Optional.empty(), NONE);

  private static MemoryArea mib(double used, long committed, long max) {
    return new MemoryArea(
        (long) (used * MIB), committed * MIB, max < 0 ? NONE : OptionalLong.of(max * MIB));
  }

  private static JvmSnapshot jvm(
      MemoryArea heap, Optional<MemoryArea> metaspace, MachineMemory machine, GcActivity gc) {
    return new JvmSnapshot(
        1_000,
        heap,
        mib(20, 24, -1),
        metaspace,
        Optional.empty(),
        Optional.empty(),
        new ProcessMemory(NONE, NONE, NONE, NONE, NONE),
        machine,
        new CpuUsage(2, NONE, NO_SHARE, NO_SHARE, NONE, NO_SHARE),
        new ThreadCounts(5, 4, 6, 7),
        gc);
  }

  private static MachineMemory machine(long totalMib, long availableMib) {
    return new MachineMemory(
        OptionalLong.of(totalMib * MIB), NONE, OptionalLong.of(availableMib * MIB));
  }

  private static final MachineMemory UNKNOWN_MACHINE = new MachineMemory(NONE, NONE, NONE);

  private static GcActivity collected(String collector, double used, long committed) {
    return new GcActivity(
        List.of(collector),
        OptionalLong.of(1),
        OptionalLong.of(5),
        Optional.of(mib(used, committed, 100)),
        OptionalLong.of(3 * MIB));
  }

  @ParameterizedTest
  @CsvSource({"0, LOW", "69.9, LOW", "70, MEDIUM", "89.9, MEDIUM", "90, HIGH", "100, HIGH"})
  void memoryPressure_ofHeap(double usedMib, MemoryPressure pressure) {
    MemoryArea heap = mib(usedMib, 100, 100);
    assertThat(jvm(heap, Optional.empty(), UNKNOWN_MACHINE, NEVER_COLLECTED).memoryPressure())
        .isEqualTo(pressure);
    assertThat(
            jvm(
                    mib(0, 100, 100),
                    Optional.empty(),
                    UNKNOWN_MACHINE,
                    collected("Copy", usedMib, 100))
                .memoryPressure())
        .isEqualTo(pressure);
  }

  @Test
  void memoryPressure_afterCollection_isNotOfGarbage() {
    assertThat(
            jvm(mib(95, 100, 100), Optional.empty(), UNKNOWN_MACHINE, collected("Copy", 10, 100))
                .memoryPressure())
        .isEqualTo(MemoryPressure.LOW);
  }

  @ParameterizedTest
  @CsvSource({"69, 100, LOW", "70, 100, MEDIUM", "90, 100, HIGH", "90, -1, LOW"})
  void memoryPressure_ofMetaspace(double usedMib, long maxMib, MemoryPressure pressure) {
    assertThat(
            jvm(
                    mib(1, 10, 100),
                    Optional.of(mib(usedMib, 95, maxMib)),
                    UNKNOWN_MACHINE,
                    NEVER_COLLECTED)
                .memoryPressure())
        .isEqualTo(pressure);
  }

  @ParameterizedTest
  @CsvSource({"1000, 301, LOW", "1000, 300, MEDIUM", "1000, 100, HIGH"})
  void memoryPressure_ofMachine(long totalMib, long availableMib, MemoryPressure pressure) {
    assertThat(
            jvm(mib(1, 10, 100), Optional.empty(), machine(totalMib, availableMib), NEVER_COLLECTED)
                .memoryPressure())
        .isEqualTo(pressure);
  }

  @Test
  void memoryPressure_heapWithoutMaximum() {
    MemoryArea heap = mib(95, 100, -1);
    assertThat(jvm(heap, Optional.empty(), machine(1_000, 900), NEVER_COLLECTED).memoryPressure())
        .isEqualTo(MemoryPressure.LOW);
    assertThat(jvm(heap, Optional.empty(), UNKNOWN_MACHINE, NEVER_COLLECTED).memoryPressure())
        .isEqualTo(MemoryPressure.HIGH);
  }

  @ParameterizedTest
  @CsvSource({"G1 Young Generation, true", "Shenandoah Cycles, true", "ZGC Cycles, false"})
  void fragmentation_ofHeap_whereFreeMemoryIsInRegions(String collector, boolean known) {
    Fragmentation estimate =
        jvm(
                mib(1, 10, 100),
                Optional.of(mib(9, 10, -1)),
                UNKNOWN_MACHINE,
                collected(collector, 30, 40))
            .fragmentation();
    assertThat(estimate.heapAtMost())
        .isEqualTo(known ? OptionalDouble.of(0.25) : OptionalDouble.empty());
    assertThat(estimate.metaspaceAtMost()).hasValueCloseTo(0.1, within(1e-6));
  }

  @Test
  void fragmentation_beforeCollection_isNotKnown() {
    GcActivity gc =
        new GcActivity(List.of("G1 Young Generation"), NONE, NONE, Optional.empty(), NONE);
    assertThat(jvm(mib(1, 10, 100), Optional.empty(), UNKNOWN_MACHINE, gc).fragmentation())
        .isEqualTo(new Fragmentation(NO_SHARE, NO_SHARE))
        .hasToString("estimate: heap at most n/a, metaspace at most n/a");
  }

  private static JvmSnapshot at(long uptimeMillis, long cpuMillis, long counter) {
    OptionalLong counted = OptionalLong.of(counter);
    return new JvmSnapshot(
        uptimeMillis,
        mib(12.5, 64, 256),
        mib(20, 24, -1),
        Optional.of(mib(9, 10, -1)),
        Optional.of(new BufferMemory(1, OptionalLong.of(MIB))),
        Optional.of(new BufferMemory(2, NONE)),
        new ProcessMemory(
            OptionalLong.of(90 * MIB), OptionalLong.of(95 * MIB), NONE, counted, counted),
        machine(24_000, 20_000),
        new CpuUsage(
            2,
            OptionalLong.of(cpuMillis * 1_000_000),
            OptionalDouble.of(0.254),
            OptionalDouble.of(1),
            OptionalLong.of(150),
            OptionalDouble.of(2.158)),
        new ThreadCounts(5, 4, 6, 7),
        new GcActivity(
            List.of("G1 Young Generation", "G1 Old Generation"),
            counted,
            counted,
            Optional.of(mib(10, 64, 256)),
            OptionalLong.of(counter * MIB)));
  }

  @Test
  void since_isTheDifference() {
    JvmInterval between = at(1_500, 600, 8).since(at(1_000, 100, 3));

    assertThat(between)
        .isEqualTo(
            new JvmInterval(
                500,
                OptionalDouble.of(0.5),
                OptionalLong.of(5 * MIB),
                OptionalLong.of(10 * MIB),
                OptionalLong.of(5),
                OptionalLong.of(5),
                OptionalDouble.of(0.01),
                OptionalLong.of(5),
                OptionalLong.of(5)))
        .hasToString(
            "500 ms: process load 50.0 %, allocated 5 MiB (10 MiB a second), 5 collections, pauses"
                + " 5 ms (1.0 %), GC pressure LOW, page faults 5 minor, 5 major");
  }

  @Test
  void since_noTimeBetween_hasNoRates() {
    JvmInterval between = at(1_000, 100, 4).since(at(1_000, 100, 3));

    assertThat(between.allocatedBytes()).hasValue(MIB);
    assertThat(between.allocatedBytesPerSecond()).isEmpty();
    assertThat(between.pauseShare()).isEmpty();
    assertThat(between.processLoad()).isEmpty();
    assertThat(at(1_099, 150, 4).since(at(1_000, 100, 3)).processLoad()).isEmpty();
  }

  @Test
  void since_counterThatWentBack_isNotKnown() {
    JvmInterval between = at(2_000, 50, 2).since(at(1_000, 100, 3));

    assertThat(between.allocatedBytes()).isEmpty();
    assertThat(between.collections()).isEmpty();
    assertThat(between.processLoad()).isEmpty();
    assertThat(between.minorPageFaults()).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // what is refused
  void since_notEarlier() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> at(1_000, 0, 0).since(at(1_001, 0, 0)))
        .withMessage("earlier must be the snapshot taken first: 1001 ms, 1000 ms after the start");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> at(1_000, 0, 0).since(null))
        .withMessage("earlier must not be null");
  }

  @Test
  void allocationRate_sinceStart() {
    assertThat(at(2_000, 0, 3).allocatedBytesPerSecondSinceStart()).hasValue(3 * MIB / 2);
    assertThat(at(0, 0, 3).allocatedBytesPerSecondSinceStart()).isEmpty();
  }

  @Test
  void memoryArea_negative_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemoryArea(1, 2, OptionalLong.of(-1)))
        .withMessage("sizes must not be negative: 1, 2, OptionalLong[-1]");
  }

  @Test
  void toString_tellsUnitsAndWhatIsNotThere() {
    assertThat(at(12_345, 830, 3))
        .hasToString(
            """
            JVM after 12345 ms, memory pressure LOW
              heap:          12.5 MiB used, 64 MiB committed, maximum 256 MiB
              non-heap:      20 MiB used, 24 MiB committed, maximum n/a
              metaspace:     9 MiB used, 10 MiB committed, maximum n/a
              direct:        1 buffer, 1 MiB
              mapped:        2 buffers, n/a
              process:       90 MiB resident (peak 95 MiB), n/a virtual, page faults 3 minor, 3 major
              machine:       n/a free, 19.5 GiB available of 23.4 GiB
              cpu:           process 25.4 %, machine 100.0 % of 2 processors (over 150 ms), load average 2.16, process time 830 ms
              threads:       5 live (4 daemon), peak 6, 7 started
              gc:            3 collections (G1 Young Generation, G1 Old Generation), pauses 3 ms; after the last 10 MiB used, 64 MiB committed, maximum 256 MiB; allocated 3 MiB
              fragmentation: estimate: heap at most 84.4 %, metaspace at most 10.0 %""");
  }
}
