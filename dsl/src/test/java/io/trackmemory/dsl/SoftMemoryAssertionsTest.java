package io.trackmemory.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SoftMemoryAssertionsTest {

  @Test
  void assertAll_everyFailure() {
    SoftMemoryAssertions softly =
        new SoftMemoryAssertions(new FakeTracker(OrderBookSnapshots.fills()));
    softly
        .assertThatMemory(() -> {})
        .hasNoAllocations()
        .hasAllocationCount(5)
        .hasAllocationCount(4);
    softly.assertThatMemory(OrderBookSnapshots.fills()).allocations().isEmpty();
    softly.check(() -> assertThat("a").isEqualTo("b"));
    assertThat(softly.errorsCollected()).hasSize(4);
    assertThatThrownBy(softly::assertAll)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("to make no allocations but it made 5")
        .hasMessageContaining("to make 4 allocations but it made 5");
  }

  @Test
  void assertAll_nothingFailed() {
    SoftMemoryAssertions softly =
        new SoftMemoryAssertions(new FakeTracker(OrderBookSnapshots.nothing()));
    softly.assertThatMemory(() -> {}).hasNoAllocations();
    softly.assertAll();
  }

  @Test
  void assertAll_uncertifiedAborts() {
    SoftMemoryAssertions softly =
        new SoftMemoryAssertions(
            new FakeTracker(new FakeSnapshot().uncertified("lost")).aborting());
    softly.assertThatMemory(() -> {}).hasNoAllocations();
    assertThatThrownBy(softly::assertAll).isInstanceOf(TestAbortedException.class);
    softly.check(() -> assertThat("a").isEqualTo("b"));
    assertThatThrownBy(softly::assertAll).isInstanceOf(AssertionError.class);
  }
}
