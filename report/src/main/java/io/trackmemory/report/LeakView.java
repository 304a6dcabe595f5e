package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.Leak;
import java.util.List;

/**
 * One leak: who holds it, the chain from the root down, and what leaked.
 *
 * @param signature stable name of the holder, in parts between which it may break
 * @param objects how many objects leaked
 * @param shallow their own size
 * @param shallowExact the same in bytes
 * @param retained what would be freed with them, or n/a
 * @param retainedExact the same in bytes
 * @param alike for how many objects the chain stands, where there are others like the one at its
 *     end; none or one
 * @param chain the chain
 * @param explanation what the chain means
 * @param leaked what leaked, by line
 * @param mustBeGone why objects among them must be gone, where the test said so
 */
record LeakView(
    List<String> signature,
    String objects,
    String shallow,
    String shallowExact,
    String retained,
    String retainedExact,
    List<String> alike,
    ChainView chain,
    List<String> explanation,
    Table<SiteRow> leaked,
    List<String> mustBeGone) {

  private static final int MAX_ROWS = 300;

  static LeakView of(Leak leak) {
    return new LeakView(
        Breaks.of(VisibleText.name(leak.signature())),
        Numbers.count(leak.objectCount(), "object"),
        Numbers.size(leak.shallowBytes()),
        Numbers.exact(leak.shallowBytes()),
        Numbers.orNotAvailable(leak.retainedBytes(), Numbers::size),
        Numbers.orNotAvailable(leak.retainedBytes(), Numbers::exact),
        leak.alikeCount() > 1
            ? List.of("One of " + Numbers.count(leak.alikeCount(), "object") + " alike:")
            : List.of(),
        ChainView.of(leak.rootDescription(), leak.chain(), leak.suspectIndex(), end(leak)),
        leak.explanation().stream().map(why -> VisibleText.name(why)).toList(),
        SiteRow.table(leak.objects(), MAX_ROWS),
        leak.mustBeGone().stream().map(why -> VisibleText.name(why)).toList());
  }

  private static String end(Leak leak) {
    return leak.keeper().isLeak() ? "leaked" : "kept";
  }
}
