package io.trackmemory.dsl;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Finds the names that somebody may have meant: those that differ from the one that was written by
 * few letters that are added, left out, exchanged or changed.
 */
final class NearNames {

  private static final int TOLD = 3;

  private NearNames() {}

  private record Near(String name, int distance) {}

  /** {@code "; nearest: match, matchAll"}, or the empty string where no name is near. */
  static String told(String given, Collection<String> names) {
    return told(given, names, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param written what of a name is compared
   */
  static String told(String given, Collection<String> names, UnaryOperator<String> written) {
    List<String> near = of(given, names, written);
    return near.isEmpty() ? "" : "; nearest: " + String.join(", ", near);
  }

  static List<String> of(String given, Collection<String> names, UnaryOperator<String> written) {
    int most = Math.max(1, given.length() / 4);
    return names.stream()
        .distinct()
        .filter(name -> Math.abs(written.apply(name).length() - given.length()) <= most)
        .map(name -> new Near(name, distance(given, written.apply(name))))
        .filter(near -> near.distance <= most)
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .limit(TOLD)
        .map(Near::name)
        .collect(Collectors.toList());
  }

  /** How many letters are to be added, left out, changed or exchanged with the next one. */
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
        least = Math.min(least, cost[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = least;
      }
    }
    return cost[a.length()][b.length()];
  }
}
