package io.trackmemory.tracker.record;

import io.trackmemory.tracker.Checkpoint;
import java.util.List;

/**
 * Everything that was counted up to one moment.
 *
 * @param phase number of the part of the scope that goes on; -1 at opening
 * @param partOfAll the same for threads of no scope, in a scope of all threads
 * @param handOvers number of the last part of the time in which something was handed over before
 * @param foreign counts of threads that work for no scope
 * @param natives what native code made on the thread that opened the scope
 * @param spent time at work, and collections in it
 */
record Moment(
    int phase,
    int partOfAll,
    int handOvers,
    Totals counted,
    Totals firstUse,
    Totals testCode,
    Totals chance,
    Totals foreign,
    NativeTotals natives,
    long jvmBytes,
    long elapsedNanos,
    ActiveTime.Spent spent) {

  static Moment of(
      int phase,
      int partOfAll,
      int handOvers,
      List<AccountView> accounts,
      List<AccountView> foreign,
      NativeTotals natives,
      long jvmBytes,
      long elapsedNanos,
      ActiveTime.Spent spent) {
    return new Moment(
        phase,
        partOfAll,
        handOvers,
        Totals.of(accounts, AccountView::counted),
        Totals.of(accounts, AccountView::firstUse),
        Totals.of(accounts, AccountView::testCode),
        Totals.of(accounts, AccountView::chance),
        Totals.of(foreign, AccountView::counted),
        natives,
        jvmBytes,
        elapsedNanos,
        spent);
  }

  Moment minus(Moment before) {
    return new Moment(
        phase,
        partOfAll,
        handOvers,
        counted.minus(before.counted),
        firstUse.minus(before.firstUse),
        testCode.minus(before.testCode),
        chance.minus(before.chance),
        foreign.minus(before.foreign),
        natives.minus(before.natives),
        jvmBytes - before.jvmBytes,
        elapsedNanos - before.elapsedNanos,
        spent.minus(before.spent));
  }

  /** A named moment. */
  record Named(String name, Moment moment) {

    Checkpoint toCheckpoint(SiteSizes sizes) {
      return new Checkpoint(
          name, moment.counted.count(), sizes.bytes(moment.counted), moment.elapsedNanos);
    }
  }
}
