package io.trackmemory.dsl;

/** Orders of growth with a size n, the lowest first. */
public enum Growth {
  /** The same whatever the size. */
  CONSTANT("1"),
  /** As the number of binary digits of n does: {@code log2(n) + 1}. */
  LOGARITHMIC("(log2 n + 1)"),
  /** As n. */
  LINEAR("n"),
  /** As {@code n (log2(n) + 1)}. */
  LINEARITHMIC("n (log2 n + 1)"),
  /** As n squared. */
  QUADRATIC("n^2");

  private final String formula;

  Growth(String formula) {
    this.formula = formula;
  }

  /** What a figure is divided by. */
  String formula() {
    return formula;
  }

  double of(int size) {
    double n = size;
    double digits = Math.log(n) / Math.log(2) + 1; // not 0 at 1, which nothing could be divided by
    return switch (this) {
      case CONSTANT -> 1;
      case LOGARITHMIC -> digits;
      case LINEAR -> n;
      case LINEARITHMIC -> n * digits;
      case QUADRATIC -> n * n;
    };
  }
}
