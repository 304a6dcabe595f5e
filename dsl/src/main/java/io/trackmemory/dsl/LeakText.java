package io.trackmemory.dsl;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.List;

/** Shows one finding: who holds it, what it is, and the chain of references down to it. */
final class LeakText {

  private LeakText() {}

  static List<String> lines(Leak leak) {
    return lines(leak, retained(leak));
  }

  static List<String> lines(Leak leak, String size) {
    List<String> lines = new ArrayList<>();
    lines.add("  held by " + leak.signature() + " (" + size + "):");
    lines.addAll(RowTable.of(blamed(leak)).lines("    "));
    leak.mustBeGone().forEach(why -> lines.add("    must be gone: " + why));
    if (!leak.chain().isEmpty()) {
      lines.add(
          leak.objectCount() > 1
              ? "    one of " + leak.objectCount() + " alike, from the root:"
              : "    from the root:");
      lines.add("      " + leak.rootDescription());
      addChain(lines, leak);
    }
    return lines;
  }

  /** The lines that made what one holder holds. */
  static List<SiteStatistics> blamed(Leak leak) {
    return RowTable.mostBytesFirst(leak.objects());
  }

  static String retained(Leak leak) {
    return leak.retainedBytes().isPresent()
        ? "retains " + Sizes.rounded(leak.retainedBytes().getAsLong())
        : "retained size n/a";
  }

  static void addChain(List<String> lines, Leak leak) {
    List<ChainLink> chain = leak.chain();
    int suspect = leak.suspectIndex().orElse(-1);
    for (int i = 0; i < chain.size(); i++) {
      String mark = i == suspect ? "   <- first reference in your code" : "";
      lines.add("      " + chain.get(i) + mark);
    }
  }
}
