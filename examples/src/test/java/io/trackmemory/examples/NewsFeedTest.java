package io.trackmemory.examples;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;

import io.trackmemory.extension.TrackMemory;
import org.junit.jupiter.api.Test;

/** An HTML parser: one remembered headline must not keep the page it stood on. */
@TrackMemory
class NewsFeedTest {

  private final String html = Documents.html(1_000);

  @Test
  void textIsAllThatStays() {
    assertThatMemory(() -> NewsFeed.rememberText(html))
        .afterWarmup(3)
        .hasLeakedBytesAtMost(bytes(128));
  }

  @Test
  @FailsOnPurpose(
      saying = {
        "Expecting the action to leak at most 128 B but it leaked",
        "held by io.trackmemory.examples.NewsFeed.headline (",
        "org.jsoup.nodes.Element",
        "static headline   <- first reference in your code"
      })
  void elementIsAllThatStays() {
    assertThatMemory(() -> NewsFeed.rememberElement(html))
        .afterWarmup(3)
        .hasLeakedBytesAtMost(bytes(128));
  }

  @Test
  @FailsOnPurpose(
      saying = {
        "Expecting the action to leak at most 128 B but it leaked",
        "held by ThreadLocal that is gone of thread",
        "org.jsoup.nodes.Element",
        "java.lang.ThreadLocal$ThreadLocalMap$Entry.value"
      })
  void selectedTextIsAllThatStays() {
    assertThatMemory(() -> NewsFeed.rememberSelectedText(html))
        .afterWarmup(3)
        .hasLeakedBytesAtMost(bytes(128));
  }
}
