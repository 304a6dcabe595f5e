package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.spi.OwnWork;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What work may allocate phase by phase, keep alive at once and leave behind, for {@link
 * MemoryAssert#meets}. Immutable: each call gives another budget.
 *
 * <pre><code class='java'>
 * Budget.budget().setUp(kib(64)).run(kib(256)).peak(mib(1)).noLeaks()</code></pre>
 *
 * <p>Set-up ends at the checkpoint {@code body}, tear-down begins at {@code teardown}, and the run
 * is what lies between. The scope of a test under the extension has both; in a scope of your own
 * set them with {@link io.trackmemory.tracker.MemoryScope#checkpoint}. Peak and leaks are of the
 * whole. Of what is left out there is no limit.
 */
@CheckReturnValue
@SuppressWarnings("try") // a span of own work is never referenced
public final class Budget {

  private final Map<BudgetPart, ByteSize> limits;

  private Budget(Map<BudgetPart, ByteSize> limits) {
    this.limits = limits;
  }

  /** One without any limit yet. */
  public static Budget budget() {
    try (OwnWork own = OwnWork.begin()) {
      return new Budget(new EnumMap<>(BudgetPart.class));
    }
  }

  /**
   * Limits the bytes allocated until the checkpoint {@code body}.
   *
   * @throws IllegalArgumentException if {@code limit} is null, or another one is set already
   */
  public Budget setUp(ByteSize limit) {
    return with(BudgetPart.SET_UP, limit);
  }

  /**
   * Limits the bytes allocated between the checkpoints {@code body} and {@code teardown}.
   *
   * @throws IllegalArgumentException if {@code limit} is null, or another one is set already
   */
  public Budget run(ByteSize limit) {
    return with(BudgetPart.RUN, limit);
  }

  /**
   * Limits the bytes allocated after the checkpoint {@code teardown}.
   *
   * @throws IllegalArgumentException if {@code limit} is null, or another one is set already
   */
  public Budget tearDown(ByteSize limit) {
    return with(BudgetPart.TEAR_DOWN, limit);
  }

  /**
   * Limits live bytes at any moment, as {@link MemoryAssert#hasPeakAtMost(ByteSize)} does.
   *
   * @throws IllegalArgumentException if {@code limit} is null, another one is set already, or it is
   *     below what may leak, which is alive too
   */
  public Budget peak(ByteSize limit) {
    return with(BudgetPart.PEAK, limit);
  }

  /**
   * Allows no leak, as {@link MemoryAssert#hasNoLeaks()} does.
   *
   * @throws IllegalArgumentException if leaks have another limit already
   */
  public Budget noLeaks() {
    return with(BudgetPart.LEAKS, new ByteSize(0));
  }

  /**
   * Limits the shallow size of leaks, as {@link MemoryAssert#hasLeakedBytesAtMost} does.
   *
   * @throws IllegalArgumentException if {@code limit} is null, another one is set already, or it is
   *     above the peak, as what leaks is alive
   */
  public Budget leaks(ByteSize limit) {
    return with(BudgetPart.LEAKS, limit);
  }

  private Budget with(BudgetPart part, ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      Arguments.ALONE.notNull("limit", limit);
      ByteSize known = limits.get(part);
      if (known != null && !known.equals(limit)) {
        throw new IllegalArgumentException(
            part.call() + " of a budget must have one limit: " + known + ", " + limit);
      }
      Budget changed = replacing(Map.of(part, limit));
      changed.limitsMustAgree();
      return changed;
    }
  }

  private void limitsMustAgree() {
    ByteSize leaks = limits.get(BudgetPart.LEAKS);
    ByteSize peak = limits.get(BudgetPart.PEAK);
    if (leaks != null && peak != null && leaks.compareTo(peak) > 0) {
      throw new IllegalArgumentException(
          "leaks of a budget must not be above its peak: " + leaks + ", " + peak);
    }
  }

  /** The same with other limits where they are given. */
  Budget replacing(Map<BudgetPart, ByteSize> others) {
    Map<BudgetPart, ByteSize> all = new EnumMap<>(BudgetPart.class);
    all.putAll(limits);
    all.putAll(others);
    return new Budget(all);
  }

  /** What has a limit, in order. */
  Set<BudgetPart> parts() {
    return limits.keySet();
  }

  Optional<ByteSize> limit(BudgetPart part) {
    return Optional.ofNullable(limits.get(part));
  }

  /** As its user writes it: {@code budget().run(kib(256)).noLeaks()}. */
  @Override
  public String toString() {
    try (OwnWork own = OwnWork.begin()) {
      return limits.entrySet().stream()
          .map(limit -> "." + limit.getKey().code(limit.getValue()))
          .collect(Collectors.joining("", "budget()", ""));
    }
  }
}
