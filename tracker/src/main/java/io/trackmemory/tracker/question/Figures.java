package io.trackmemory.tracker.question;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    Figures sum = new Figures(counts.length);
    for (int i = 0; i < counts.length; i++) {
      sum.counts[i] = counts[i] + other.counts[i];
      sum.bytes[i] = bytes[i] + other.bytes[i];
    }
    return sum;
  }

  /** Less others, which count as none where they are not known. */
  Figures minus(@Nullable Figures other) {
    Figures left = new Figures(counts.length);
    for (int i = 0; i < counts.length; i++) {
      left.counts[i] = Math.max(0, counts[i] - (other == null ? 0 : other.counts[i]));
      left.bytes[i] = Math.max(0, bytes[i] - (other == null ? 0 : other.bytes[i]));
    }
    return left;
  }

  /** Whether there never was an object. */
  boolean areNone() {
    return Arrays.stream(counts).allMatch(count -> count == 0);
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
