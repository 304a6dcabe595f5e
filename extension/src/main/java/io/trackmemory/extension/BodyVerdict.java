package io.trackmemory.extension;

import java.util.List;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/**
 * What one run of a body came to for a limit.
 *
 * @param limit the limit
 * @param judged whether and how it was broken
 * @param run number of the run, from 1 on
 */
record BodyVerdict(Limit limit, Judged judged, int run) {

  /** The worst of those that broke one limit, the earliest of equals; empty if none did. */
  static Optional<BodyVerdict> worstOn(Limit limit, List<BodyVerdict> verdicts) {
    BodyVerdict worst = null;
    for (BodyVerdict each : verdicts) {
      if (each.limit.equals(limit)
          && each.judged.failure().isPresent()
          && (worst == null || each.amount() > worst.amount())) {
        worst = each;
      }
    }
    return Optional.ofNullable(worst);
  }

  /* What it came to, where it is known; a broken limit is worse than one that nobody could see. */
  private long amount() {
    if (judged.failure().orElse(null) instanceof AssertionFailedError error
        && error.isActualDefined()) {
      String digits = error.getActual().getStringRepresentation().replaceAll("\\D.*", "");
      return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
    }
    return -1;
  }

  /** The same, saying which run it is of if there are several. */
  Judged of(int runs) {
    return runs > 1 && judged.failure().orElse(null) instanceof AssertionFailedError
        ? judged.withLine("In run " + run + " of the body, of " + runs)
        : judged;
  }
}
