package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;

/** What the width of a frame stands for. */
enum FlameUnit {
  BYTES("fb", "Bytes"),
  OBJECTS("fo", "Objects"),
  LIVE("fv", "Live");

  /** Id of the button that shows it, and class of the graph. */
  final String id;

  /** Its name. */
  final String label;

  FlameUnit(String id, String label) {
    this.id = id;
    this.label = label;
  }

  /** {@code 2.7 MiB}, {@code 1,234 objects}. */
  String rounded(long amount) {
    return this == OBJECTS ? Numbers.count(amount, "object") : Numbers.size(amount);
  }

  /** {@code 2.7 MiB (2,811,264 B)}. */
  String exact(long amount) {
    return this == OBJECTS ? rounded(amount) : Numbers.sizeAndExact(amount);
  }
}
