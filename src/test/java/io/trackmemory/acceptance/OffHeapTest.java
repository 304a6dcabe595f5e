package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static io.trackmemory.dsl.MemoryAssertions.mib;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.trackmemory.extension.NoDirectMemoryLeaks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Memory off the heap: each kind is seen by the byte, told with its line and holder. */
class OffHeapTest {

  private static final List<Object> HELD = new ArrayList<>();
  private static final Pattern RESIDENT = Pattern.compile("Resident size .*\n");

  @BeforeEach
  @AfterEach
  void clear() {
    HELD.clear();
  }

  private static String messageOf(Runnable check) {
    return RESIDENT
        .matcher(Messages.messageOf(check::run))
        .replaceAll("")
        .replaceAll(":\\d+\\)", ":n)");
  }

  @Test
  void heldBuffer_isTold_withLineAndHolder() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> HELD.add(ByteBuffer.allocateDirect(1 << 20)))
                        .hasNoDirectMemoryLeaks()))
        .isEqualTo(
            """
            Expecting the action to leave nothing behind off the heap but it left 1 block (1 MiB):
              held by io.trackmemory.acceptance.OffHeapTest.HELD (1 MiB off the heap):
                1 x direct buffer    1 MiB   OffHeapTest.heldBuffer_isTold_withLineAndHolder(OffHeapTest.java:n)
                from the root:
                  static field of io.trackmemory.acceptance.OffHeapTest
                  io.trackmemory.acceptance.OffHeapTest.static HELD   <- first reference in your code
                  java.util.ArrayList.elementData
                  java.lang.Object[][0]
                  java.nio.DirectByteBuffer
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            To accept: hasDirectMemoryAtMost(mib(1))""");
  }

  @Test
  void limit_isExact() {
    assertThatMemory(() -> ByteBuffer.allocateDirect(1000)).hasDirectMemoryAtMost(bytes(1000));
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> ByteBuffer.allocateDirect(1000))
                        .hasDirectMemoryAtMost(bytes(999))))
        .isEqualTo(
            """
            Expecting the action to hold at most 999 B off the heap but it held 1000 B at once:
              1 x direct buffer   1000 B   OffHeapTest.limit_isExact(OffHeapTest.java:n)
            To accept: hasDirectMemoryAtMost(bytes(1000))""");
  }

  @Test
  void droppedBuffersAndStreams_areNoLeak() {
    assertThatMemory(() -> ByteBuffer.allocateDirect(1 << 20)).hasNoDirectMemoryLeaks();
    assertThatMemory(() -> new Deflater()).hasNoDirectMemoryLeaks();
    assertThatMemory(
            () -> {
              Deflater deflater = new Deflater();
              deflater.end();
            })
        .hasNoDirectMemoryLeaks()
        .hasDirectMemoryAtMost(kib(320));
  }

  @Test
  void streamOfZlib_betweenBounds_isNotCertified() {
    assertThat(
            messageOf(() -> assertThatMemory(() -> new Deflater()).hasDirectMemoryAtMost(kib(300))))
        .startsWith("Cannot certify hasDirectMemoryAtMost(kib(300)) of the action: zlib does not");
  }

  @Test
  void handedOverWork_counts() {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      assertThat(
              messageOf(
                  () ->
                      assertThatMemory(
                              () ->
                                  HELD.add(pool.submit(() -> ByteBuffer.allocateDirect(64)).get()))
                          .hasNoDirectMemoryLeaks()))
          .contains("1 block (64 B)", "direct buffer", " in pool-");
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void unpooledBufferOfNetty_leaks_untilItIsReleased() {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    allocator.directBuffer(16).release(); // what Netty does once

    assertThatMemory(() -> allocator.directBuffer(4096).release())
        .hasNoDirectMemoryLeaks()
        .hasDirectMemoryAtMost(bytes(4096));
    List<ByteBuf> buffers = new ArrayList<>();
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> buffers.add(allocator.directBuffer(4096)))
                        .hasNoDirectMemoryLeaks()))
        .contains("1 block (4 KiB)", "io.netty", "<- OffHeapTest.");
    buffers.forEach(ByteBuf::release);
  }

  @Test
  void chunkOfNettysPool_isHeldByThePool() {
    PooledByteBufAllocator pool = new PooledByteBufAllocator(true, 0, 1, 4096, 3, 0, 0, false);
    HELD.add(pool);
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> pool.directBuffer(100).release())
                        .hasNoDirectMemoryLeaks()))
        .contains("1 block (32 KiB)", "io.netty.buffer.Pool", "<- OffHeapTest.");
    assertThatMemory(() -> pool.directBuffer(100).release()).hasNoDirectMemoryLeaks();
  }

  @Test
  @NoDirectMemoryLeaks
  void cleanTest_passes(@TempDir Path folder) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    Path file = Files.writeString(folder.resolve("one line"), "one");
    assertThat(Files.readAllLines(file)).containsExactly("one");
    assertThat(buffer.isDirect()).isTrue();
  }

  @Test
  void parts_andNesting() {
    assertThatMemory(
            () -> {
              ByteBuffer outer = ByteBuffer.allocateDirect(100);
              assertThatMemory(() -> ByteBuffer.allocateDirect(50))
                  .hasDirectMemoryAtMost(bytes(50));
              HELD.add(outer);
            })
        .hasDirectMemoryAtMost(bytes(150));
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_22)
  void segmentOfArena_leaks_unlessTheArenaClosesOrIsCollected() throws Exception {
    assertThatMemory(() -> Arenas.closed(5000))
        .hasNoDirectMemoryLeaks()
        .hasDirectMemoryAtMost(bytes(5000));
    assertThatMemory(() -> Arenas.automatic(5000)).hasNoDirectMemoryLeaks();
    for (String kind : List.of("ofConfined", "ofShared")) {
      assertThat(
              messageOf(
                  () ->
                      assertThatMemory(() -> Arenas.allocate(kind, 5000)).hasNoDirectMemoryLeaks()))
          .as(kind)
          .contains(
              "1 block (4.9 KiB)",
              "memory segment",
              "held by nobody: its owner is gone, and no Cleaner gives it back");
      assertThat(
              messageOf(
                  () ->
                      assertThatMemory(() -> HELD.add(Arenas.allocate(kind, 5000)))
                          .hasNoDirectMemoryLeaks()))
          .as(kind)
          .contains("held by io.trackmemory.acceptance.OffHeapTest.HELD");
    }
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> Arenas.allocate("global", 64)).hasNoDirectMemoryLeaks()))
        .contains("1 block (64 B)", "GLOBAL_SESSION");
    assertThatMemory(() -> Arenas.closed(5000)).hasDirectMemoryAtMost(mib(1));
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutExplicitCollections_itIsToldAllTheSame() throws Exception {
    assertThat(Forked.run(List.of("-XX:+DisableExplicitGC"), OffHeapMain.class))
        .containsExactly("held: leak", "dropped: passed", "limit: passed");
  }

  @Test
  void withoutAgent_cannotBeCertified() throws Exception {
    assertThat(Forked.run(List.of("-XX:+DisableAttachMechanism"), OffHeapMain.class))
        .allMatch(line -> line.contains(": Cannot certify has"))
        .hasSize(3);
  }
}
