package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.Leak;
import java.util.List;

/**
 * One leak: who holds it, the chain from the root down, and what leaked.
 *
 * @param signature stable name of the holder
 * @param objects how many objects leaked
 * @param shallow their own size
 * @param retained what would be freed with them, or n/a
 * @param chain the chain
 * @param leaked what leaked, by line
 * @param mustBeGone why objects among them must be gone, where the test said so
 */
record LeakView(
    String signature,
    String objects,
    String shallow,
    String retained,
    ChainView chain,
    Table<SiteRow> leaked,
    List<String> mustBeGone) {

  private static final int MAX_ROWS = 20;

  static LeakView of(Leak leak) {
    return new LeakView(
        VisibleText.name(leak.signature()),
        Numbers.count(leak.objectCount(), "object"),
        Numbers.sizeAndExact(leak.shallowBytes()),
        Numbers.orNotAvailable(leak.retainedBytes(), Numbers::sizeAndExact),
        ChainView.of(leak.rootDescription(), leak.chain(), leak.suspectIndex(), "leaked"),
        SiteRow.table(leak.objects(), MAX_ROWS),
        leak.mustBeGone().stream().map(why -> VisibleText.name(why)).toList());
  }
}
