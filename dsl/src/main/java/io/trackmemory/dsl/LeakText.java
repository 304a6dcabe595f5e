package io.trackmemory.dsl;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** Shows findings: who holds each, what it is, and the chain of references down to it. */
final class LeakText {

  private static final int HOLDERS_SHOWN = 5;

  private LeakText() {}

  /**
   * Those of the first holders, then how much the others come to.
   *
   * @param size gives the size of one
   */
  static List<String> lines(List<Leak> found, Function<Leak, String> size) {
    List<String> lines = new ArrayList<>();
    found.stream().limit(HOLDERS_SHOWN).forEach(leak -> add(lines, leak, size.apply(leak)));
    if (found.size() > HOLDERS_SHOWN) {
      long bytes = found.stream().skip(HOLDERS_SHOWN).mapToLong(Leak::shallowBytes).sum();
      lines.add(
          "  ... and "
              + Text.count(found.size() - HOLDERS_SHOWN, "more holder")
              + " ("
              + Sizes.rounded(bytes)
              + ")");
    }
    return lines;
  }

  private static void add(List<String> lines, Leak leak, String size) {
    lines.add("  held by " + leak.signature() + " (" + size + "):");
    lines.addAll(RowTable.of(blamed(leak)).lines("    "));
    leak.mustBeGone().forEach(why -> lines.add("    must be gone: " + why));
    if (!leak.chain().isEmpty()) {
      lines.add(
          leak.objectCount() > 1
              ? "    one of " + leak.objectCount() + " alike, from the root:"
              : "    from the root:");
      lines.add("      " + leak.rootDescription());
      addChain(lines, leak.chain(), leak.suspectIndex());
    }
  }

  /** The lines that made what some holders hold. */
  static List<SiteStatistics> blamed(List<Leak> found) {
    return found.stream().flatMap(leak -> blamed(leak).stream()).toList();
  }

  private static List<SiteStatistics> blamed(Leak leak) {
    return RowTable.mostBytesFirst(leak.objects());
  }

  static String retained(Leak leak) {
    return leak.retainedBytes().isPresent()
        ? "retains " + Sizes.rounded(leak.retainedBytes().getAsLong())
        : "retained size n/a";
  }

  /** The references of a chain, below the line of its root. */
  static void addChain(List<String> lines, List<ChainLink> chain, OptionalInt suspectIndex) {
    int suspect = suspectIndex.orElse(-1);
    for (int i = 0; i < chain.size(); i++) {
      String mark = i == suspect ? "   <- first reference in your code" : "";
      lines.add("      " + chain.get(i) + mark);
    }
  }
}
