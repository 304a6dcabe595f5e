package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.ChainLink;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The references that hold an object, from the root down.
 *
 * @param root where the chain starts, the empty string where there is none
 * @param links its steps
 */
record ChainView(String root, List<Link> links) {

  private static final int MAX_HEAD = 30;
  private static final int MAX_TAIL = 10;

  /**
   * One step of the chain.
   *
   * @param holder type that has the reference, in parts between which it may break
   * @param reference the reference, the empty string where the chain ends
   * @param suspect whether this is the first reference in the user's own code
   * @param held what to call the object at the end of the chain; empty for a step before it
   * @param word what such a reference does, may be empty
   * @param skipped how many steps are left out here, as text; empty for an ordinary step
   */
  record Link(
      List<String> holder,
      String reference,
      boolean suspect,
      String held,
      String word,
      String skipped) {}

  /** A chain can be as long as a linked list: its middle is left out, never the suspect. */
  static ChainView of(String root, List<ChainLink> chain, OptionalInt suspectIndex, String held) {
    List<Link> links = new ArrayList<>();
    int size = chain.size();
    int suspect = suspectIndex.orElse(-1);
    int skipped = 0;
    for (int i = 0; i < size; i++) {
      if (i >= MAX_HEAD && i < size - MAX_TAIL && i != suspect) {
        skipped++;
      } else {
        addSkipped(links, skipped);
        skipped = 0;
        links.add(link(chain.get(i), i == suspect, i == size - 1 ? held : ""));
      }
    }
    return new ChainView(VisibleText.name(root), links);
  }

  private static void addSkipped(List<Link> links, int skipped) {
    if (skipped > 0) {
      String text = Numbers.count(skipped, "more reference");
      links.add(new Link(List.of(), "", false, "", "", text));
    }
  }

  private static Link link(ChainLink link, boolean suspect, String held) {
    String reference = link.reference();
    String dotted = reference.isEmpty() || reference.startsWith("[") ? reference : "." + reference;
    return new Link(
        Breaks.of(VisibleText.name(link.typeName())),
        VisibleText.name(dotted),
        suspect,
        held,
        word(link),
        "");
  }

  /* How long such a reference lasts, by its kind. */
  private static String word(ChainLink link) {
    String reference = link.reference();
    if (reference.startsWith("static ")) {
      return "static field: lives as long as its class";
    }
    if (reference.startsWith("value of ") || link.typeName().startsWith("java.lang.ThreadLocal$")) {
      return "thread-local: lives as long as its thread";
    }
    if (reference.startsWith("captured ")) {
      return "captured by a lambda";
    }
    if (reference.startsWith("[") || reference.equals("elementData") || reference.equals("table")) {
      return "inside a collection or an array";
    }
    return link.typeName().startsWith("java.util.") && link.typeName().contains("$")
        ? "entry of a collection"
        : "";
  }
}
