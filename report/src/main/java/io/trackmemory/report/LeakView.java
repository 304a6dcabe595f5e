package io.trackmemory.report;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import java.util.ArrayList;
import java.util.List;

/**
 * One leak: who holds it, the chain from the root down, and what leaked.
 *
 * @param signature stable name of the holder
 * @param root where the chain starts
 * @param objects how many objects leaked
 * @param shallow their own size
 * @param retained what would be freed with them, or n/a
 * @param links the chain
 * @param leaked what leaked, by line
 * @param mustBeGone why objects among them must be gone, where the test said so
 */
record LeakView(
    String signature,
    String root,
    String objects,
    String shallow,
    String retained,
    List<Link> links,
    SiteRow.Table leaked,
    List<String> mustBeGone) {

  private static final int MAX_ROWS = 20;
  private static final int MAX_HEAD = 30;
  private static final int MAX_TAIL = 10;

  /**
   * One step of the chain.
   *
   * @param holder type that has the reference
   * @param reference the reference, the empty string where the chain ends
   * @param suspect whether this is the first reference in the user's own code
   * @param last whether this is the leaked object
   * @param skipped how many steps are left out here, as text; empty for an ordinary step
   */
  record Link(String holder, String reference, boolean suspect, boolean last, String skipped) {}

  static LeakView of(Leak leak) {
    return new LeakView(
        SiteRow.name(leak.signature()),
        SiteRow.name(leak.rootDescription()),
        Numbers.count(leak.objectCount(), "object"),
        Numbers.sizeAndExact(leak.shallowBytes()),
        leak.retainedBytes().isPresent()
            ? Numbers.sizeAndExact(leak.retainedBytes().getAsLong())
            : Numbers.NOT_AVAILABLE,
        links(leak),
        SiteRow.Table.of(leak.objects(), MAX_ROWS),
        leak.mustBeGone().stream().map(why -> VisibleText.line(why, SiteRow.MAX_CHARS)).toList());
  }

  /** A chain can be as long as a linked list: its middle is left out, never the suspect. */
  private static List<Link> links(Leak leak) {
    List<Link> links = new ArrayList<>();
    int size = leak.chain().size();
    int suspect = leak.suspectIndex().orElse(-1);
    int skipped = 0;
    for (int i = 0; i < size; i++) {
      if (i >= MAX_HEAD && i < size - MAX_TAIL && i != suspect) {
        skipped++;
      } else {
        addSkipped(links, skipped);
        skipped = 0;
        links.add(link(leak.chain().get(i), i == suspect, i == size - 1));
      }
    }
    return links;
  }

  private static void addSkipped(List<Link> links, int skipped) {
    if (skipped > 0) {
      String text = Numbers.count(skipped, "more reference");
      links.add(new Link("", "", false, false, text));
    }
  }

  private static Link link(ChainLink link, boolean suspect, boolean last) {
    String reference = link.reference();
    String dotted = reference.isEmpty() || reference.startsWith("[") ? reference : "." + reference;
    return new Link(SiteRow.name(link.typeName()), SiteRow.name(dotted), suspect, last, "");
  }
}
