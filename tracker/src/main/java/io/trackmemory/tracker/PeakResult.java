package io.trackmemory.tracker;

import java.util.List;
import java.util.Optional;

/**
 * What is known of the highest number of bytes that a scope's own objects held at once.
 *
 * @param bracket its bounds; a limit that was in force and not passed bounds it from above, one
 *     that was passed by what was alive then from below
 * @param moments when limits were passed that were in force while the code ran
 * @param atLeastOf what accounts for the lower bound where no moment does: the largest object, or
 *     what was alive at the end
 * @param curves what is known of live bytes over the course of the whole scope, for each limit that
 *     was in force
 * @param uncertified why a limit that was in force could not be decided, and what to do
 */
public record PeakResult(
    PeakBracket bracket,
    List<PeakMoment> moments,
    List<SiteStatistics> atLeastOf,
    List<PeakCurve> curves,
    Optional<String> uncertified) {

  /** Copies the lists. */
  public PeakResult {
    moments = List.copyOf(moments);
    atLeastOf = List.copyOf(atLeastOf);
    curves = List.copyOf(curves);
  }

  /** Bounds alone. */
  public static PeakResult of(PeakBracket bracket) {
    return new PeakResult(bracket, List.of(), List.of(), List.of(), Optional.empty());
  }
}
