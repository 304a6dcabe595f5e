package io.trackmemory.tracker.hook;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Limits on live bytes that are enforced: the allocation that would lift live bytes past one fails
 * with an {@link OutOfMemoryError}, by what {@link PeakGuard} and {@link PeakMeasurement} decide.
 *
 * <p>Called by the recorder's thread, with an object in hand that is in construction and not yet
 * counted. What fails is taken back: it is neither counted nor in construction, and the bound is as
 * if it had never been. Inside {@code java.util.concurrent} nothing fails, see {@link Refusal}: the
 * next allocation outside of it does that is made while live bytes are past the budget.
 */
final class Budgets {

  private Budgets() {}

  /** Adds an object to the budgets that its account is in, or throws. */
  static void spend(ThreadRecorder recorder, int site, long bytes) {
    Account own = recorder.account;
    for (PeakGuard guard = own.peak; guard != null; guard = guard.outer) {
      if (guard.message != null && guard.add(bytes)) {
        OutOfMemoryError refusal = refusal(recorder, guard, guard.message, site, bytes);
        if (refusal != null) {
          takeBack(own, guard, site, bytes);
          throw refusal;
        }
      }
    }
  }

  private static void takeBack(Account own, PeakGuard last, int site, long bytes) {
    for (PeakGuard guard = own.peak; guard != null; guard = guard.outer) {
      if (guard.message != null) {
        guard.takeBack(bytes);
      }
      if (guard == last) {
        break;
      }
    }
    if (own.constructions != null) {
      own.constructions.end(site);
    }
  }

  /* Where live bytes are not known to be past the budget, none. */
  private static @Nullable OutOfMemoryError refusal(
      ThreadRecorder recorder,
      PeakGuard guard,
      Function<long[][], String> message,
      int site,
      long bytes) {
    recorder.beginOwn();
    try {
      PeakCrossing crossing = PeakCheck.crossing(guard, recorder.account, site, bytes);
      if (crossing == null) {
        return null;
      }
      StackTraceElement[] stack = Refusal.stack();
      if (!Refusal.leavesLocksWhole(stack)) {
        guard.isExceeded = true;
        return null;
      }
      return Refusal.of(message.apply(figures(crossing)), stack);
    } catch (Throwable e) {
      guard.undecided(PeakCheck.FAILED);
      return null;
    } finally {
      recorder.endOwn();
    }
  }

  /* Live bytes, the site of the object that does not fit and its bytes; then each row of what is
   * alive: site, number of objects, their bytes. */
  private static long[][] figures(PeakCrossing crossing) {
    long[][] figures = new long[crossing.rows().size() + 1][];
    figures[0] = new long[] {crossing.liveBytes(), crossing.site(), crossing.bytes()};
    int at = 1;
    for (PeakCrossing.Row row : crossing.rows()) {
      figures[at++] = new long[] {row.site(), row.count(), row.bytes()};
    }
    return figures;
  }
}
