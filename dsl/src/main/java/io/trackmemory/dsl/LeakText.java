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
  /* Without their chains: what is the user's is not left out. */
  private static final int MORE_NAMED = 20;

  private LeakText() {}

  /**
   * Those of the first holders, then how much the others come to.
   *
   * @param size gives the size of one
   */
  static List<String> lines(List<Leak> found, Function<Leak, String> size) {
    List<String> lines = new ArrayList<>();
    found.stream().limit(HOLDERS_SHOWN).forEach(leak -> add(lines, leak, size.apply(leak)));
    List<Leak> rest = found.subList(Math.min(HOLDERS_SHOWN, found.size()), found.size());
    List<Leak> named = rest.stream().filter(LeakText::isUsers).limit(MORE_NAMED).toList();
    named.forEach(leak -> lines.add(heading(leak, size.apply(leak)) + " " + most(leak)));
    if (rest.size() > named.size()) {
      long bytes =
          rest.stream().filter(leak -> !named.contains(leak)).mapToLong(Leak::shallowBytes).sum();
      lines.add(
          "  ... and "
              + Text.count(rest.size() - named.size(), "more holder")
              + " ("
              + Sizes.rounded(bytes)
              + ")");
    }
    return lines;
  }

  private static boolean isUsers(Leak leak) {
    return leak.keeper() == Leak.Keeper.USER;
  }

  private static String heading(Leak leak, String size) {
    return "  held by " + leak.signature() + " (" + size + "):";
  }

  /** The row with most bytes, {@code 3 x com.acme.Session, 2 more}. */
  private static String most(Leak leak) {
    SiteStatistics row = blamed(leak).get(0);
    long others = leak.objectCount() - row.count();
    return row.count() + " x " + row.typeName() + (others > 0 ? ", " + others + " more" : "");
  }

  private static void add(List<String> lines, Leak leak, String size) {
    lines.add(heading(leak, size));
    lines.addAll(RowTable.of(blamed(leak)).lines("    "));
    leak.mustBeGone().forEach(why -> lines.add("    must be gone: " + why));
    if (!leak.chain().isEmpty()) {
      long alike = leak.alikeCount();
      lines.add(
          alike > 1 ? "    one of " + alike + " alike, from the root:" : "    from the root:");
      lines.add("      " + leak.rootDescription());
      addChain(lines, leak.chain(), leak.suspectIndex());
    }
    leak.explanation().forEach(why -> lines.add("    why: " + why));
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
