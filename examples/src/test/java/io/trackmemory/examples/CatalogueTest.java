package io.trackmemory.examples;

import static io.trackmemory.dsl.Budget.budget;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A JSON parser on a document of some hundred KB, in steady state. */
@TrackMemory
class CatalogueTest {

  private static final int PRODUCTS = 3_000;

  private final byte[] json = Documents.json(PRODUCTS);

  @Test
  void tokensStayWithinTheBudget() {
    assertThatMemory(() -> Catalogue.totalFromTokens(json))
        .afterWarmup(20)
        .hasAllocatedBytesAtMost(kib(4));
  }

  @Test
  @FailsOnPurpose(
      saying = {
        "Expecting the action to allocate at most 4 KiB but it allocated",
        "com.fasterxml.jackson",
        "<- Catalogue.totalFromTree(Catalogue.java:"
      })
  void treeStaysWithinTheBudget() {
    assertThatMemory(() -> Catalogue.totalFromTree(json))
        .afterWarmup(20)
        .hasAllocatedBytesAtMost(kib(4));
  }

  @Test
  void tokensMeetTheBudget() {
    assertThatMemory(() -> Catalogue.totalFromTokens(json))
        .afterWarmup(20)
        .meets(budget().peak(kib(4)).noLeaks());
  }

  @Test
  void tokensFitIntoALittleMemory() {
    assertThatMemory(() -> Catalogue.totalFromTokens(json))
        .afterWarmup(20)
        .withBudget(kib(4))
        .hasNoLeaks();
  }

  @Test
  @FailsOnPurpose(
      saying = {
        "the budget of 64 KiB of TrackMemory does not allow",
        "beside",
        "alive: ",
        "x java.util.LinkedHashMap$Entry"
      })
  void treeFitsIntoALittleMemory() {
    assertThatMemory(() -> Catalogue.totalFromTree(json))
        .afterWarmup(20)
        .withBudget(kib(64))
        .hasNoLeaks();
  }

  /** Jackson 2.20.1 ends in that error or normally each time, and leaves nothing behind. */
  @Test
  @Tag("slow")
  void treeSurvivesEachAllocationThatFails() {
    byte[] small = Documents.json(1);
    assertThatMemory(() -> Catalogue.totalFromTree(small))
        .afterWarmup(20)
        .survivesAllocationFailures();
  }

  @Test
  void entriesOfMapsDominateTheTree() {
    MemorySnapshot tree = MemoryTracker.measure(() -> Catalogue.totalFromTree(json));
    assertThat(tree.types().get(0).typeName()).isEqualTo("java.util.LinkedHashMap$Entry");
    int entries = 1 + PRODUCTS * 6;
    assertThatMemory(tree).allocations().ofType("java.util.LinkedHashMap$Entry").hasCount(entries);
    int smallNumbersThatJacksonKeeps = 10;
    int nodes = 2 + PRODUCTS * 8 - smallNumbersThatJacksonKeeps;
    assertThatMemory(tree).allocations().ofType(JsonNode.class).hasCount(nodes);
  }
}
