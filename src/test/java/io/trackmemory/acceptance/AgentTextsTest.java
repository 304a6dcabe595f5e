package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemoryOver;
import static io.trackmemory.dsl.MemoryAssertions.assertThatRetained;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.Keeping;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.dsl.Growth;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.LimitPeak;
import io.trackmemory.extension.MemoryBudget;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What each kind of failure tells an agent in short, whole; {@code golden.update} accepts it. */
@Tag("slow")
@Tag("jdk")
class AgentTextsTest {

  private static final Path EXPECTED =
      Path.of("resources/io/trackmemory/acceptance/agent").toAbsolutePath();

  @TempDir static Path folder;

  private static @Nullable Outcome outcome;

  @BeforeAll
  static void run() {
    Engine engine =
        Engine.reportingTo(folder)
            .with("trackmemory.baseline.dir", folder.resolve("baselines").toString());
    BaselineTestCases.orders = 1;
    assertThat(engine.run(BaselineTestCases.class).failed()).isEmpty();
    BaselineTestCases.orders = 2;
    outcome = engine.run(BaselineTestCases.class, FailingTestCases.class);
  }

  @AfterAll
  static void clear() {
    Registry.clear();
    Keeping.clear();
  }

  private static Path of(String test) {
    Class<?> type = test.equals("baseline") ? BaselineTestCases.class : FailingTestCases.class;
    return folder.resolve(type.getName()).resolve(test + ".md");
  }

  @TestFactory
  Stream<DynamicTest> eachKind() {
    return requireNonNull(outcome).failed().stream()
        .map(test -> test.replaceFirst("\\(.*", ""))
        .map(test -> DynamicTest.dynamicTest(test, () -> assertIsAsExpected(test)));
  }

  private static void assertIsAsExpected(String test) throws IOException {
    String text = Files.readString(of(test));
    assertThat(text).hasSizeLessThan(2_000);
    // How much memory there is, and what a JDK fills once, is no matter of the test.
    String comparable =
        Messages.comparable(new AssertionError(text))
            .replace(folder.toString(), "<folder>")
            .replaceFirst("about \\d+ more runs", "about n more runs")
            .replaceFirst("\nAlso looked at: .*", "");
    Path file = EXPECTED.resolve(test + ".md");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(EXPECTED);
      Files.writeString(file, comparable);
    }
    assertThat(comparable).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
  }

  @Test
  void eachMessage_endsWithWhereItIs() {
    for (String test : requireNonNull(outcome).failed()) {
      String name = test.replaceFirst("\\(.*", "");
      String message = String.valueOf(requireNonNull(outcome).failureOf(test).getMessage());
      assertThat(of(name)).exists();
      if (!name.startsWith("own")) {
        assertThat(message)
            .contains("\nReport: file:///", "/" + name + ".html\n")
            .endsWith("\nReport: in short, for agents: " + of(name));
      }
    }
  }

  @Test
  void passed_hasNone() {
    assertThat(requireNonNull(outcome).passed()).containsExactly("kept()");
    assertThat(of("kept")).doesNotExist();
  }

  @TrackMemory
  static class FailingTestCases {

    private static final OrderBook BOOK = new OrderBook();
    private static final List<ByteBuffer> BUFFERS = new ArrayList<>();

    @AfterAll
    static void giveBack() {
      BUFFERS.clear();
    }

    @Test
    void kept() {
      assertThatMemory(() -> BOOK.order(1)).hasAllocationCountAtMost(9);
    }

    @Test
    void allocations() {
      assertThatMemory(() -> BOOK.day(3)).hasAllocationCountAtMost(2);
    }

    @Test
    void allocatedBytes() {
      assertThatMemory(() -> BOOK.prices(100)).hasAllocatedBytesAtMost(bytes(8));
    }

    @Test
    @NoLeaks
    void leak() {
      Registry.open(1);
    }

    @Test
    void leaksInAMap() {
      assertThatMemory(
              () -> {
                Registry.cache("one", 100);
                Registry.open(2);
              })
          .leaks()
          .ofType(byte[].class)
          .hasCount(1);
    }

    @Test
    void offHeap() {
      assertThatMemory(() -> BUFFERS.add(ByteBuffer.allocateDirect(10_000)))
          .hasNoDirectMemoryLeaks();
    }

    @Test
    void growth() {
      assertThatMemory(Keeping::inList).overRuns(10).hasNoGrowth();
    }

    @Test
    void growthWithSize() {
      assertThatMemoryOver(new int[] {64, 128, 256, 512, 1024}, n -> BOOK.prices(n))
          .growsAtMost(Growth.CONSTANT);
    }

    @Test
    @LimitPeak("64 B")
    void peak() {
      OrderBook.Order[] all = new OrderBook.Order[100];
      all[0] = BOOK.order(1);
    }

    @Test
    @MemoryBudget(run = "8 B", leaks = "none")
    void budget() {
      Registry.open(3);
    }

    @Test
    void retained() {
      assertThatRetained(new byte[10_000]).hasBytesAtMost(kib(1));
    }

    @Test
    void uncertified() {
      assertThatMemory(Keeping::inList).overRuns(3).hasNoGrowth();
    }

    @Test
    @NoAllocations
    void ownFailure() {
      BOOK.order(1);
      throw new IllegalStateException("the order `1` is not known\nand more of it");
    }

    @Test
    @NoLeaks
    @LimitAllocations(count = 0, bytes = "8 B")
    @LimitPeak("16 B")
    void severalAtOnce() {
      Registry.open(4);
    }
  }

  @TrackMemory
  static class BaselineTestCases {

    private static int orders;

    @Test
    void baseline() {
      assertThatMemory(() -> new OrderBook().day(orders)).matchesBaseline("orders");
    }
  }
}
