package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.gate.Kind;
import io.trackmemory.tracker.jvm.CollectionLog;
import java.util.EnumMap;
import java.util.Map;

/**
 * Everything that was counted up to one moment.
 *
 * @param phase number of the part of the scope that goes on; -1 at opening
 * @param partOfAll the same for threads of no scope, in a scope of all threads
 * @param handOvers number of the last part of the time in which something was handed over before
 * @param counts what the scope's own work made
 * @param foreign counts of threads that work for no scope
 * @param natives what native code made on the thread that opened the scope
 * @param spent time at work, and collections in it
 * @param mark where among the collections of the JVM it is
 */
public record Moment(
    int phase,
    int partOfAll,
    int handOvers,
    Map<Kind, Totals> counts,
    Totals foreign,
    NativeTotals natives,
    long jvmBytes,
    long elapsedNanos,
    ActiveTime.Spent spent,
    CollectionLog.Mark mark) {

  public Totals of(Kind kind) {
    return counts.getOrDefault(kind, Totals.NONE);
  }

  public Moment minus(Moment before) {
    Map<Kind, Totals> rest = new EnumMap<>(Kind.class);
    counts.forEach((kind, totals) -> rest.put(kind, totals.minus(before.of(kind))));
    return new Moment(
        phase,
        partOfAll,
        handOvers,
        rest,
        foreign.minus(before.foreign),
        natives.minus(before.natives),
        jvmBytes - before.jvmBytes,
        elapsedNanos - before.elapsedNanos,
        spent.minus(before.spent),
        mark);
  }

  /** A named moment. */
  public record Named(String name, Moment moment) {

    public Checkpoint toCheckpoint(SiteSizes sizes) {
      return new Checkpoint(
          name,
          moment.of(Kind.COUNTED).count(),
          sizes.bytes(moment.of(Kind.COUNTED)),
          moment.elapsedNanos);
    }
  }
}
