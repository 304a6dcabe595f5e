package io.trackmemory.extension;

import java.util.List;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/**
 * One run of a body that broke a limit, or that could not be judged.
 *
 * @param limit the limit
 * @param failure how it was broken
 * @param run number of the run, from 1 on
 */
record BodyVerdict(Limit limit, Throwable failure, int run) {

  /** The worst of those on one limit, the earliest of equals; empty if there is none. */
  static Optional<BodyVerdict> worstOn(Limit limit, List<BodyVerdict> verdicts) {
    BodyVerdict worst = null;
    for (BodyVerdict each : verdicts) {
      if (each.limit.equals(limit) && (worst == null || each.amount() > worst.amount())) {
        worst = each;
      }
    }
    return Optional.ofNullable(worst);
  }

  /* What it came to, where it is known; a broken limit is worse than one that nobody could see. */
  private long amount() {
    if (failure instanceof AssertionFailedError error && error.isActualDefined()) {
      String digits = error.getActual().getStringRepresentation().replaceAll("\\D.*", "");
      return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
    }
    return -1;
  }

  /** The failure, with the run that it is of if there are several. */
  Throwable told(int runs) {
    return runs > 1 && failure instanceof AssertionFailedError error
        ? Limit.before(error, "In run " + run + " of the body, of " + runs)
        : failure;
  }
}
