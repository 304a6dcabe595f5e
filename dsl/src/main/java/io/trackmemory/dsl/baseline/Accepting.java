package io.trackmemory.dsl.baseline;

import io.trackmemory.tracker.spi.Settings;

/** How other figures are accepted as a baseline. */
public final class Accepting {

  /** What is given to the JVM of the tests. */
  public static final String LINE = "-D" + Settings.BASELINE_UPDATE.key() + "=true";

  private Accepting() {}
}
