package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffHeapTest {

  private static final int MIB = 1 << 20;

  /* A holder as users have them. */
  private static final List<Object> HELD = new ArrayList<>();

  @TempDir Path folder;

  @AfterEach
  void letGo() {
    HELD.clear();
  }

  static PeakBracket exactly(long bytes) {
    return new PeakBracket(bytes, bytes);
  }

  static PeakBracket highest(MemorySnapshot seen) {
    return seen.directMemory().orElseThrow().highest();
  }

  @Test
  void nothingTaken_isNothing() {
    MemorySnapshot seen = MemoryTracker.measure(() -> HELD.add(new byte[MIB]));

    assertThat(highest(seen)).isEqualTo(exactly(0));
    assertThat(seen.directMemory().orElseThrow().atHighest()).isEmpty();
    assertThat(seen.directLeakResult()).isEqualTo(LeakResult.NONE);
  }

  @Test
  void directBuffer_isCountedByTheByteAtItsLine() {
    MemorySnapshot seen = MemoryTracker.measure(() -> HELD.add(ByteBuffer.allocateDirect(12_345)));

    assertThat(highest(seen)).isEqualTo(exactly(12_345));
    assertThat(seen.directMemory().orElseThrow().atHighest())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.typeName()).isEqualTo("direct buffer");
              assertThat(row.site().methodName())
                  .isEqualTo("directBuffer_isCountedByTheByteAtItsLine");
              assertThat(row.caller()).isEmpty();
              assertThat(row.count()).isEqualTo(1);
              assertThat(row.bytes()).isEqualTo(12_345);
              assertThat(row.ownThread()).isTrue();
            });
  }

  @Test
  void heldDirectBuffer_leaks_withItsHolder() {
    MemorySnapshot seen = MemoryTracker.measure(() -> HELD.add(ByteBuffer.allocateDirect(MIB)));

    assertThat(seen.directLeakResult().uncertified()).isEmpty();
    assertThat(seen.directLeakResult().leaks())
        .singleElement()
        .satisfies(
            leak -> {
              assertThat(leak.signature()).isEqualTo("io.trackmemory.tracker.OffHeapTest.HELD");
              assertThat(leak.shallowBytes()).isEqualTo(MIB);
              assertThat(leak.chain()).isNotEmpty();
              assertThat(leak.chain().get(leak.chain().size() - 1).typeName())
                  .isEqualTo("java.nio.DirectByteBuffer");
            });
  }

  @Test
  void viewOfDirectBuffer_holdsIt() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> HELD.add(ByteBuffer.allocateDirect(MIB).slice().asReadOnlyBuffer()));

    assertThat(seen.directLeakResult().leaks())
        .singleElement()
        .matches(leak -> leak.shallowBytes() == MIB);
  }

  @Test
  void droppedDirectBuffer_isGivenBackByItsCleaner() {
    MemorySnapshot seen = Made.dropped(() -> ByteBuffer.allocateDirect(MIB));

    assertThat(highest(seen)).isEqualTo(exactly(MIB));
    assertThat(seen.directLeakResult().leaks()).isEmpty();
    assertThat(seen.directLeakResult().setApart())
        .containsExactly(
            new LeakResult.SetApart(
                "given back by a Cleaner once it was collected, not by the code", 1, MIB));
  }

  @Test
  void highest_isWhatWasHeldAtOnce() {
    OffHeapUnsafe.assumeAllowed();
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              for (int i = 1; i <= 5; i++) {
                long address = OffHeapUnsafe.allocate(1000L * i);
                OffHeapUnsafe.free(address);
              }
            });

    assertThat(highest(seen)).isEqualTo(exactly(5000));
    assertThat(seen.directMemory().orElseThrow().atHighest())
        .singleElement()
        .matches(row -> row.count() == 1 && row.bytes() == 5000)
        .matches(row -> row.typeName().equals("Unsafe memory"));
    assertThat(seen.directLeakResult()).isEqualTo(LeakResult.NONE);
  }

  @Test
  void atHighest_isWhatEachLineHeldThen() {
    OffHeapUnsafe.assumeAllowed();
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              OffHeapUnsafe.free(OffHeapUnsafe.allocate(100));
              HELD.add(ByteBuffer.allocateDirect(10));
              OffHeapUnsafe.free(OffHeapUnsafe.allocate(700));
              HELD.add(ByteBuffer.allocateDirect(50));
              OffHeapUnsafe.free(OffHeapUnsafe.allocate(600));
            });

    assertThat(highest(seen)).isEqualTo(exactly(710));
    assertThat(seen.directMemory().orElseThrow().atHighest())
        .extracting(SiteStatistics::bytes)
        .containsExactly(700L, 10L);
  }

  @Test
  void unsafeMemory_neverFreed_leaks_whoeverHasItsAddress() {
    OffHeapUnsafe.assumeAllowed();
    long[] address = new long[1];
    MemorySnapshot seen = MemoryTracker.measure(() -> address[0] = OffHeapUnsafe.allocate(4096));

    assertThat(seen.directLeakResult().leaks())
        .singleElement()
        .satisfies(
            leak -> {
              assertThat(leak.signature())
                  .isEqualTo("no object, only its address tells where it is");
              assertThat(leak.shallowBytes()).isEqualTo(4096);
              assertThat(leak.chain()).isEmpty();
            });
    OffHeapUnsafe.free(address[0]);
  }

  @Test
  void unsafeMemory_movedToAnotherSize_isCountedOnce() {
    OffHeapUnsafe.assumeAllowed();
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              long address = OffHeapUnsafe.allocate(100);
              long moved = OffHeapUnsafe.reallocate(address, 5_000_000);
              OffHeapUnsafe.free(moved);
            });

    assertThat(highest(seen)).isEqualTo(exactly(5_000_000));
    assertThat(seen.directLeakResult()).isEqualTo(LeakResult.NONE);
  }

  @Test
  void givenBackAfterTheScope_isNoLeak() {
    OffHeapUnsafe.assumeAllowed();
    long[] address = new long[1];
    MemorySnapshot seen = MemoryTracker.measure(() -> address[0] = OffHeapUnsafe.allocate(4096));
    OffHeapUnsafe.free(address[0]);

    assertThat(highest(seen)).isEqualTo(exactly(4096));
    assertThat(seen.directLeakResult()).isEqualTo(LeakResult.NONE);
  }

  @Test
  void takenBeforeTheScope_doesNotCount() {
    OffHeapUnsafe.assumeAllowed();
    long address = OffHeapUnsafe.allocate(1 << 16);
    HELD.add(ByteBuffer.allocateDirect(MIB));
    MemorySnapshot seen = MemoryTracker.measure(() -> OffHeapUnsafe.free(address));

    assertThat(highest(seen)).isEqualTo(exactly(0));
    assertThat(seen.directLeakResult()).isEqualTo(LeakResult.NONE);
  }

  @Test
  void scopes_nest() {
    try (MemoryScope outer = MemoryTracker.open()) {
      HELD.add(ByteBuffer.allocateDirect(1000));
      MemorySnapshot inner = MemoryTracker.measure(() -> HELD.add(ByteBuffer.allocateDirect(500)));
      HELD.add(ByteBuffer.allocateDirect(20));

      assertThat(highest(inner)).isEqualTo(exactly(500));
      assertThat(highest(outer.snapshot())).isEqualTo(exactly(1520));
      assertThat(leaked(inner)).isEqualTo(500);
      assertThat(leaked(outer.snapshot())).isEqualTo(1520);
    }
  }

  static long leaked(MemorySnapshot seen) {
    return seen.directLeakResult().leaks().stream().mapToLong(Leak::shallowBytes).sum();
  }

  @Test
  void partOfScope_beginsWithWhatIsHeld() {
    OffHeapUnsafe.assumeAllowed();
    try (MemoryScope scope = MemoryTracker.open()) {
      long address = OffHeapUnsafe.allocate(9000);
      scope.checkpoint("first");
      long second = OffHeapUnsafe.allocate(10);
      OffHeapUnsafe.free(address);
      scope.checkpoint("second");
      OffHeapUnsafe.free(OffHeapUnsafe.allocate(5));
      MemorySnapshot seen = scope.snapshot();

      assertThat(highest(seen)).isEqualTo(exactly(9010));
      assertThat(highest(seen.until("first"))).isEqualTo(exactly(9000));
      assertThat(highest(seen.since("first"))).isEqualTo(exactly(9010));
      assertThat(highest(seen.since("second"))).isEqualTo(exactly(15));
      assertThat(leaked(seen.since("first"))).isEqualTo(10);
      assertThat(leaked(seen.since("second"))).isZero();
      assertThat(leaked(seen.until("first"))).isZero();
      OffHeapUnsafe.free(second);
    }
  }

  @Test
  void exceptionOfTheCode_leavesNothingUncounted() {
    try (MemoryScope scope = MemoryTracker.open()) {
      Throwable thrown =
          catchThrowable(
              () -> {
                HELD.add(ByteBuffer.allocateDirect(100));
                throw new IOException("by the code");
              });

      assertThat(thrown).hasMessage("by the code");
      assertThat(highest(scope.snapshot())).isEqualTo(exactly(100));
      assertThat(leaked(scope.snapshot())).isEqualTo(100);
    }
  }

  @Test
  void memoryThatCannotBeGiven_doesNotCount() {
    OffHeapUnsafe.assumeAllowed();
    try (MemoryScope scope = MemoryTracker.open()) {
      Throwable thrown = catchThrowable(() -> OffHeapUnsafe.allocate(Long.MAX_VALUE >> 4));

      assertThat(thrown).isInstanceOf(OutOfMemoryError.class);
      assertThat(highest(scope.snapshot())).isEqualTo(exactly(0));
      long address = OffHeapUnsafe.allocate(64);
      assertThat(catchThrowable(() -> OffHeapUnsafe.reallocate(address, Long.MAX_VALUE >> 4)))
          .isInstanceOf(OutOfMemoryError.class);
      assertThat(leaked(scope.snapshot())).isEqualTo(64);
      OffHeapUnsafe.free(address);
      assertThat(scope.snapshot().directLeakResult()).isEqualTo(LeakResult.NONE);
    }
  }

  @Test
  void mappedBuffer_isCountedUntilItIsUnmapped() throws IOException {
    Path file = Files.write(folder.resolve("mapped"), new byte[8192]);
    MemorySnapshot held =
        MemoryTracker.measure(
            () -> {
              try (FileChannel channel = FileChannel.open(file)) {
                HELD.add(channel.map(MapMode.READ_ONLY, 0, 8192));
              }
            });
    assertThat(highest(held)).isEqualTo(exactly(8192));
    assertThat(held.directLeakResult().leaks())
        .singleElement()
        .satisfies(
            leak -> {
              assertThat(leak.signature()).endsWith("OffHeapTest.HELD");
              assertThat(leak.objects().get(0).typeName()).isEqualTo("mapped buffer");
            });

    MemorySnapshot dropped =
        MemoryTracker.measure(
            () -> {
              try (FileChannel channel = FileChannel.open(file)) {
                channel.map(MapMode.READ_ONLY, 100, 50);
              }
            });
    assertThat(highest(dropped)).isEqualTo(exactly(150)); // from the begin of the page
    assertThat(dropped.directLeakResult().leaks()).isEmpty();
  }

  @Test
  void streamOfZlib_isKnownByBounds() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              HELD.add(new Deflater());
              HELD.add(new Inflater());
            });

    assertThat(highest(seen)).isEqualTo(new PeakBracket(262_144 + 7_000, 327_680 + 49_152));
    assertThat(seen.directLeakResult().leaks())
        .singleElement()
        .satisfies(
            leak ->
                assertThat(leak.objects())
                    .extracting(SiteStatistics::typeName)
                    .containsExactly("zlib deflater", "zlib inflater"));
  }

  @Test
  void streamOfZlib_endedOrDropped_isNoLeak() {
    MemorySnapshot ended =
        MemoryTracker.measure(
            () -> {
              new Deflater().end();
              new Inflater().end();
            });
    assertThat(ended.directLeakResult()).isEqualTo(LeakResult.NONE);

    MemorySnapshot dropped = MemoryTracker.measure(Deflater::new);
    assertThat(dropped.directLeakResult().leaks()).isEmpty();
    assertThat(dropped.directLeakResult().setApart())
        .singleElement()
        .matches(apart -> apart.count() == 1);
  }

  @Test
  void temporaryBufferOfTheJdk_isApart() throws IOException {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              try (FileChannel channel =
                  FileChannel.open(
                      folder.resolve("written"),
                      StandardOpenOption.CREATE,
                      StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[3 * MIB]));
              }
            });

    assertThat(highest(seen)).isEqualTo(exactly(0));
    assertThat(seen.directMemory().orElseThrow().jdkBytes()).isGreaterThanOrEqualTo(3 * MIB);
    assertThat(seen.directLeakResult().leaks()).isEmpty();
  }

  @Test
  void firstUse_isApart() {
    MemorySnapshot seen = MemoryTracker.measure(() -> HELD.add(FirstUse.BUFFER));

    assertThat(highest(seen)).isEqualTo(exactly(0));
    assertThat(seen.directMemory().orElseThrow().firstUseBytes()).isEqualTo(777);
    assertThat(seen.directLeakResult()).isEqualTo(LeakResult.NONE);
  }

  private static final class FirstUse {
    static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(777);
  }

  @Test
  void residentGrowth_isTold_whereObjectsAreFollowed() {
    MemorySnapshot seen = MemoryTracker.measure(() -> HELD.add(ByteBuffer.allocateDirect(MIB)));

    assertThat(seen.directMemory().orElseThrow().residentGrowthBytes().isPresent())
        .isEqualTo(MemoryTracker.jvm().process().residentBytes().isPresent());
  }

  @Test
  void buffersThatTheJdkKeepsForAThread_areToldWithIt() throws Exception {
    Path file = Files.write(folder.resolve("some.txt"), new byte[100]);
    ExecutorService pool = Executors.newSingleThreadExecutor(task -> new Thread(task, "reader-7"));
    try {
      MemorySnapshot seen =
          MemoryTracker.measure(
              () ->
                  pool.submit(
                          () -> {
                            try (FileChannel channel = FileChannel.open(file)) {
                              return channel.read(ByteBuffer.allocate(100_000));
                            }
                          })
                      .get());
      assertThat(seen.directLeakResult().leaks()).isEmpty();
      assertThat(seen.directLeakResult().setApart())
          .extracting(LeakResult.SetApart::reason)
          .containsExactly("buffers that the JDK keeps for thread \"reader-#\"");
    } finally {
      pool.shutdownNow();
    }
  }
}
