package io.trackmemory.examples;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.kib;

import com.fasterxml.jackson.databind.JsonNode;
import io.trackmemory.extension.TrackMemory;
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
        .hasAllocatedBytesAtMost(kib(256));
  }

  @Test
  @FailsOnPurpose(
      saying = {
        "Expecting the action to allocate at most 256 KiB but it allocated",
        "com.fasterxml.jackson",
        "<- io.trackmemory.examples.Catalogue.totalFromTree(Catalogue.java:"
      })
  void treeStaysWithinTheBudget() {
    assertThatMemory(() -> Catalogue.totalFromTree(json))
        .afterWarmup(20)
        .hasAllocatedBytesAtMost(kib(256));
  }

  @Test
  void treeHasANodeForEachValue() {
    int nodes = 1 + 1 + PRODUCTS * 8;
    assertThatMemory(() -> Catalogue.totalFromTree(json))
        .afterWarmup(20)
        .allocations()
        .ofType(JsonNode.class)
        .hasCountAtMost(nodes);
  }
}
