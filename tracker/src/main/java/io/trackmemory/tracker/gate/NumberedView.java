package io.trackmemory.tracker.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Allocations that a thread made by a plan, each of which has a number.
 *
 * @param made how many
 * @param sites which site made which; empty where one was to fail
 * @param failedSite site of the one that was to fail; -1 if none came that far
 * @param failedBytes its size; 0 where its site tells it
 * @param error what it failed with; null where it was let be, inside {@code java.util.concurrent}
 */
public record NumberedView(
    long made, List<Made> sites, int failedSite, long failedBytes, @Nullable Error error) {

  /**
   * What one site made.
   *
   * @param second number of its second one; 0 if there was none
   */
  public record Made(int site, long count, long first, long second, long last) {}
}
