package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.MemoryScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryScopeParameterTest {

  @Test
  void oneScopePerTest_theSameInAllItsMethods() {
    assertThat(Fixtures.run(SharedTestCases.class).failed()).isEmpty();
  }

  @Test
  void scope_seesTheUsersMethodsOnly() {
    Outcome outcome = Fixtures.run(CountingTestCases.class);
    assertThat(outcome.failed()).as(outcome.toString()).isEmpty();
  }

  @Test
  void checkpoints_bodyAndTeardown_areSet() {
    Outcome outcome = Fixtures.run(CheckpointTestCases.class);
    assertThat(outcome.failed()).as(outcome.toString()).isEmpty();
  }

  @Test
  void keptScope_canBeAskedAfterItsTest() {
    assertThat(Fixtures.run(KeptTestCases.class).failed()).isEmpty();
    assertThat(KeptTestCases.kept).hasSize(1);
    assertThat(KeptTestCases.kept.get(0).snapshot().types())
        .filteredOn(type -> type.typeName().equals("byte[]"))
        .singleElement()
        .satisfies(type -> assertThat(type.count()).isEqualTo(1));
    KeptTestCases.kept.clear();
  }

  @Test
  void closing_doesNothing() {
    assertThat(Fixtures.run(ClosingTestCases.class).failed())
        .containsExactly("allocates(MemoryScope)");
  }

  @Test
  void classScope_isItsOwn() {
    Outcome outcome = Fixtures.run(ClassScopeTestCases.class);
    assertThat(outcome.results().allEvents().failed().count()).as(outcome.toString()).isZero();
    Outcome perClass = Fixtures.run(PerClassTestCases.class);
    assertThat(perClass.results().allEvents().failed().count()).as(perClass.toString()).isZero();
  }

  @Test
  void untracked_isNoParameterOfOurs() {
    assertThat(Fixtures.run(MixedTestCases.class).failureOf("untracked(MemoryScope)"))
        .hasMessageContaining("No ParameterResolver registered");
  }

  @TrackMemory
  static class SharedTestCases {
    final List<MemoryScope> scopes = new ArrayList<>();

    SharedTestCases(MemoryScope memory) {
      scopes.add(memory);
    }

    @BeforeEach
    void before(MemoryScope memory) {
      scopes.add(memory);
    }

    @Test
    void test(MemoryScope memory) {
      check(memory);
    }

    @RepeatedTest(2)
    void repeated(MemoryScope memory) {
      check(memory);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void parameterized(int number, MemoryScope memory) {
      check(memory);
    }

    private void check(MemoryScope memory) {
      assertThat(scopes).hasSize(2).containsOnly(memory);
    }

    @AfterEach
    void after(MemoryScope memory) {
      assertThat(scopes).containsOnly(memory);
    }
  }

  @TrackMemory
  static class CountingTestCases {
    Object first = new Object();
    Object second = first;

    @BeforeEach
    void before() {
      second = new byte[1000];
    }

    @Test
    void test(MemoryScope memory) {
      second = new byte[2000];
      Map<String, Long> types = new HashMap<>();
      memory.snapshot().types().forEach(type -> types.put(type.typeName(), type.count()));
      assertThat(types).containsEntry("byte[]", 2L).containsEntry("java.lang.Object", 1L);
    }
  }

  @TrackMemory
  static class CheckpointTestCases {
    Object field = this;

    @BeforeEach
    void before() {
      field = new byte[1000];
    }

    @Test
    void test(MemoryScope memory) {
      field = new byte[2000];
      memory.checkpoint("made");
    }

    @AfterEach
    void after(MemoryScope memory) {
      List<String> names = memory.snapshot().checkpoints().stream().map(Checkpoint::name).toList();
      assertThat(names).containsExactly("body", "made", "teardown");
      assertThat(memory.snapshot().until("teardown").since("body").allocatedBytes())
          .isBetween(2000L, 2100L);
    }
  }

  @TrackMemory
  static class KeptTestCases {
    static final List<MemoryScope> kept = new ArrayList<>();
    Object field = this;

    @Test
    void keeps(MemoryScope memory) {
      kept.add(memory);
      field = new byte[1000];
    }
  }

  @LimitAllocations(count = 0)
  static class ClosingTestCases {
    Object field = this;

    @Test
    void allocates(MemoryScope memory) {
      memory.close();
      field = new Object();
    }
  }

  @TrackMemory
  static class ClassScopeTestCases {
    static final List<MemoryScope> CLASS_SCOPES = new ArrayList<>();
    static Object kept = CLASS_SCOPES;

    @BeforeAll
    static void beforeAll(MemoryScope memory) {
      CLASS_SCOPES.add(memory);
      kept = new byte[1000];
    }

    @Test
    void test(MemoryScope memory) {
      assertThat(CLASS_SCOPES).doesNotContain(memory);
    }

    @AfterAll
    static void afterAll(MemoryScope memory) {
      assertThat(CLASS_SCOPES).containsOnly(memory);
      CLASS_SCOPES.clear();
      assertThat(memory.snapshot().types().stream().filter(it -> it.typeName().equals("byte[]")))
          .singleElement()
          .satisfies(type -> assertThat(type.bytes()).isEqualTo(1016));
    }
  }

  @TrackMemory
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCases {
    final MemoryScope own;

    PerClassTestCases(MemoryScope memory) {
      this.own = memory;
    }

    @BeforeAll
    void beforeAll(MemoryScope memory) {
      assertThat(memory).isSameAs(own);
    }

    @Test
    void test(MemoryScope memory) {
      assertThat(memory).isNotSameAs(own);
    }
  }

  static class MixedTestCases {

    @Test
    @TrackMemory
    void tracked(MemoryScope memory) {}

    @Test
    void untracked(MemoryScope memory) {}
  }
}
