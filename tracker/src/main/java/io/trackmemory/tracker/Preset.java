package io.trackmemory.tracker;

import java.util.Locale;

/**
 * How much a scope looks at. A preset changes what tracking costs, never a count, a byte or a
 * verdict.
 */
public enum Preset {
  /** Whatever {@code trackmemory.preset} says; {@link #BALANCED} where it says nothing. */
  FROM_SETTINGS,
  /** Every live object followed, a call stack for every allocation. */
  PRECISE,
  /** The default: exact counts, a call stack for the first allocations of each site. */
  BALANCED,
  /** Exact counts, no call stacks, at most 10,000 live objects followed. */
  LOW_OVERHEAD,
  /** Like {@link #BALANCED}, with every live object followed even where only counts are asked. */
  LEAK_HUNT;

  /** The name as settings spell it: {@code low-overhead} for {@link #LOW_OVERHEAD}. */
  public String settingName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
