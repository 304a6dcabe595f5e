package io.trackmemory.tracker.question;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;

/** How many objects there were at each point, and their bytes. Not changed once made. */
final class Figures {

  final long[] counts;
  final long[] bytes;

  /** None at any point. */
  Figures(int points) {
    counts = new long[points];
    bytes = new long[points];
  }

  /** Whether there was never more than one object. */
  boolean areOfOne() {
    return Arrays.stream(counts).allMatch(count -> count <= 1);
  }

  /** None at as many points. */
  Figures none() {
    return new Figures(counts.length);
  }

  Figures plus(Figures other) {
    return with(other, Long::sum);
  }

  /** Less others. */
  Figures minus(Figures other) {
    return with(other, (mine, others) -> Math.max(0, mine - others));
  }

  private Figures with(Figures other, LongBinaryOperator operator) {
    Figures result = none();
    for (int i = 0; i < counts.length; i++) {
      result.counts[i] = operator.applyAsLong(counts[i], other.counts[i]);
      result.bytes[i] = operator.applyAsLong(bytes[i], other.bytes[i]);
    }
    return result;
  }

  /** Whether there never was an object. */
  boolean areNone() {
    return Arrays.stream(counts).allMatch(count -> count == 0);
  }

  /** Whether more came in the last half. */
  boolean goOn() {
    int last = counts.length - 1;
    return counts[last] > counts[last / 2] || bytes[last] > bytes[last / 2];
  }

  /** Whether, in the last three quarters, there is one less of those for each one more here. */
  boolean comesFrom(Figures other) {
    boolean came = false;
    for (int i = 1 + counts.length / 4; i < counts.length; i++) {
      long more = counts[i] - counts[i - 1];
      if (more != 0 && other.counts[i] - other.counts[i - 1] != -more) {
        return false;
      }
      came |= more > 0;
    }
    return came;
  }
}
