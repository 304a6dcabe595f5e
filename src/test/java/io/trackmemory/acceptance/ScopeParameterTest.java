package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.OrderBook.Order;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.MemoryScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A scope as a parameter: one for each test, the same in all its methods. */
class ScopeParameterTest {

  private static final OrderBook BOOK = new OrderBook();
  private static final Map<String, MemoryScope> SEEN = new ConcurrentHashMap<>();

  @TempDir static Path reports;

  @BeforeEach
  void clear() {
    SEEN.clear();
  }

  @Test
  void oneScopePerTest_andOneForTheClass() {
    Outcome outcome = Engine.reportingTo(reports).run(PerMethodTestCases.class);
    assertThat(outcome.passed()).containsExactly("first(MemoryScope)", "second(MemoryScope)");
    assertThat(outcome.failed()).isEmpty();
    assertThatMemory(Objects.requireNonNull(SEEN.get("class")))
        .allocations()
        .ofType(Order.class)
        .hasCount(2);
  }

  @TrackMemory
  static class PerMethodTestCases {

    @BeforeAll
    static void beforeAll(MemoryScope memory) {
      SEEN.put("class", memory);
      BOOK.order(1);
    }

    @BeforeEach
    void setUp(MemoryScope memory, TestInfo info) {
      SEEN.put(info.getDisplayName(), memory);
      BOOK.order(1);
      BOOK.order(2);
    }

    @Test
    void first(MemoryScope memory) {
      assertThat(SEEN).containsEntry("first(MemoryScope)", memory);
      BOOK.order(3);
      memory.checkpoint("ordered");
      memory.close(); // does nothing
      BOOK.prices(4);
      assertThatMemory(memory).allocations().ofType(Order.class).hasCount(3);
      assertThatMemory(memory).until("body").allocations().ofType(Order.class).hasCount(2);
      assertThatMemory(memory).since("body").allocations().ofType(Order.class).hasCount(1);
      assertThatMemory(memory).since("ordered").allocations().ofType("long[]").hasCount(1);
      assertThatMemory(memory)
          .since("body")
          .until("ordered")
          .allocations()
          .ofType("long[]")
          .isEmpty();
    }

    @Test
    void second(MemoryScope memory) {
      assertThat(SEEN).containsEntry("second(MemoryScope)", memory);
      assertThatMemory(memory).allocations().ofType(Order.class).hasCount(2);
    }

    @AfterEach
    void tearDown(MemoryScope memory, TestInfo info) {
      assertThat(SEEN).containsEntry(info.getDisplayName(), memory);
      assertThat(memory.snapshot().checkpoints())
          .extracting(Checkpoint::name)
          .startsWith("body")
          .endsWith("teardown");
    }

    @AfterAll
    static void afterAll(MemoryScope memory) {
      assertThat(SEEN).containsEntry("class", memory);
      BOOK.order(1);
    }
  }

  @Test
  void oneInstanceForAllTests() {
    Outcome outcome = Engine.reportingTo(reports).run(PerClassTestCases.class);
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.passed()).containsExactly("first(MemoryScope)", "second(MemoryScope)");
  }

  @TestInstance(Lifecycle.PER_CLASS)
  @TrackMemory
  static class PerClassTestCases {

    private final List<MemoryScope> scopes = new ArrayList<>();

    @BeforeAll
    void beforeAll(MemoryScope memory) {
      scopes.add(memory);
    }

    @Test
    void first(MemoryScope memory) {
      assertThat(scopes).doesNotContain(memory);
      scopes.add(memory);
    }

    @Test
    void second(MemoryScope memory) {
      assertThat(scopes).doesNotContain(memory);
      scopes.add(memory);
    }

    @AfterAll
    void afterAll(MemoryScope memory) {
      assertThat(scopes).hasSize(3).first().isSameAs(memory);
    }
  }

  @Test
  void withoutAnAnnotation_isNotResolved() {
    Outcome outcome = Engine.reportingTo(reports).run(NotTrackedTestCases.class);
    assertThat(outcome.failureOf("untracked(MemoryScope)"))
        .hasMessageContaining("No ParameterResolver registered for parameter");
  }

  static class NotTrackedTestCases {

    @Test
    void untracked(MemoryScope memory) {}
  }

  @Test
  void fixtureInAField_isNoLeak() {
    Outcome outcome = Engine.reportingTo(reports).run(FixtureTestCases.class);
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.passed()).containsExactly("usesIt()");
  }

  @NoLeaks
  static class FixtureTestCases {

    private final List<Order> ofConstructor = new ArrayList<>(List.of(BOOK.order(1)));
    private List<Order> ofSetUp = new ArrayList<>();

    @BeforeEach
    void setUp() {
      ofSetUp = BOOK.day(3);
    }

    @Test
    void usesIt() {
      ofConstructor.addAll(ofSetUp);
    }
  }
}
