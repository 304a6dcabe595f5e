package io.trackmemory.examples;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
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
