package io.trackmemory.tracker.jvm;

/**
 * What the count and the time of a collector's bean are of. ZGC and Shenandoah have beans for whole
 * cycles, whose time is mostly concurrent, and beans for their pauses; G1 has one for the pauses of
 * its concurrent cycle (from JDK 20 on). All other beans count collections that stop the program.
 */
enum CollectorRole {
  /** Collections, each a pause. */
  STOPPING(true, true),
  /** Collections beside the running program. */
  CYCLES(true, false),
  /** Pauses that are only part of a collection. */
  PAUSES(false, true);

  final boolean collects;
  final boolean pauses;

  CollectorRole(boolean collects, boolean pauses) {
    this.collects = collects;
    this.pauses = pauses;
  }

  static CollectorRole of(String beanName) {
    if (beanName.endsWith(" Cycles")) {
      return CYCLES;
    }
    return beanName.endsWith(" Pauses") || beanName.equals("G1 Concurrent GC") ? PAUSES : STOPPING;
  }
}
