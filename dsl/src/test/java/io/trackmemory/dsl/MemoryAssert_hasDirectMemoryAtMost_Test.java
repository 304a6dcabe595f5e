package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static io.trackmemory.dsl.MemoryAssertions.mib;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryAssert_hasDirectMemoryAtMost_Test {

  private static final SiteStatistics BUFFERS =
      FakeSnapshot.row(
          2, "direct buffer", 2048, FakeSnapshot.user("com.acme.OrderBook", "open", 12));
  private static final SiteStatistics DEFLATER =
      FakeSnapshot.row(
          1, "zlib deflater", 262_144, FakeSnapshot.user("com.acme.OrderBook", "pack", 20));

  private static FakeTracker seeing(PeakBracket highest, SiteStatistics... rows) {
    return new FakeTracker(
        new FakeSnapshot()
            .offHeap(
                new DirectMemory(highest, List.of(rows), 500, 8192, OptionalLong.of(3 << 20))));
  }

  @Test
  void passes_atLimit() {
    seeing(new PeakBracket(2048, 2048), BUFFERS)
        .assertThatAction()
        .hasDirectMemoryAtMost(kib(2))
        .hasDirectMemoryAtMost(mib(1));
  }

  @Test
  void fails_aboveLimit() {
    assertFails(
        () ->
            seeing(new PeakBracket(2048, 2048), BUFFERS)
                .assertThatAction()
                .hasDirectMemoryAtMost(bytes(2047)),
        2047L,
        2048L,
        """
        Expecting the action to hold at most 2 KiB (2047 B) off the heap but it held 2 KiB at once:
          2 x direct buffer    2 KiB   OrderBook.open(OrderBook.java:12)
        First use, not counted: 500 B
        Buffers that the JDK keeps, not counted: 8 KiB
        Resident size of the whole process, by whatever cause: grew by 3 MiB (what native libraries take shows only there)
        To accept: hasDirectMemoryAtMost(kib(2))""");
  }

  @Test
  void fails_aboveWhatIsCertain() {
    assertFails(
        () ->
            seeing(new PeakBracket(262_144, 327_680), DEFLATER)
                .assertThatAction()
                .hasDirectMemoryAtMost(kib(255)),
        255L * 1024,
        262_144L,
        """
        Expecting the action to hold at most 255 KiB off the heap but it held at least 256 KiB at once:
          1 x zlib deflater  256 KiB   OrderBook.pack(OrderBook.java:20)
        First use, not counted: 500 B
        Buffers that the JDK keeps, not counted: 8 KiB
        Resident size of the whole process, by whatever cause: grew by 3 MiB (what native libraries take shows only there)
        To accept: hasDirectMemoryAtMost(kib(320))""");
  }

  @Test
  void uncertified_betweenBounds() {
    assertFails(
        () ->
            seeing(new PeakBracket(262_144, 327_680), DEFLATER)
                .assertThatAction()
                .hasDirectMemoryAtMost(kib(300)),
        300L * 1024,
        "n/a",
        "Cannot certify hasDirectMemoryAtMost(kib(300)) of the action: zlib does not tell how much"
            + " its streams take: at its highest it was from 256 KiB to 320 KiB; allow the latter");
  }

  @Test
  void uncertified_unknownJdk() {
    FakeSnapshot seen =
        new FakeSnapshot()
            .offHeap(new DirectMemory(new PeakBracket(0, 0), List.of(), 0, 0, OptionalLong.empty()))
            .offHeapUncertified("this JDK (28) is not known; use another");
    assertFails(
        () -> new FakeTracker(seen).assertThatAction().hasDirectMemoryAtMost(mib(1)),
        1L << 20,
        "n/a",
        "Cannot certify hasDirectMemoryAtMost(mib(1)) of the action: this JDK (28) is not known;"
            + " use another");
  }

  @Test
  void uncertified_notMeasured() {
    assertFails(
        () -> new FakeTracker(new FakeSnapshot()).assertThatAction().hasDirectMemoryAtMost(mib(1)),
        1L << 20,
        "n/a",
        "Cannot certify hasDirectMemoryAtMost(mib(1)) of the action: memory off the heap was not"
            + " measured; measure it with TrackMemory's agent");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without it may pass
  void nullLimit_isNamed() {
    ByteSize none = null;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FakeTracker(new FakeSnapshot()).assertThatAction().hasDirectMemoryAtMost(none))
        .withMessageContaining("limit");
  }
}
