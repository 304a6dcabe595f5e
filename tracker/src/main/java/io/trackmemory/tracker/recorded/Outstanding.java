package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.UnfinishedWork;
import io.trackmemory.tracker.gate.Doubts;
import io.trackmemory.tracker.gate.Kind;
import io.trackmemory.tracker.recorded.HandedOver.Left;
import io.trackmemory.tracker.recorded.HandedOver.Span;
import io.trackmemory.tracker.spi.OwnWork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Work that was handed over in the part of a scope that a snapshot is of, and that had not ended
 * when the snapshot was taken. Any thread may call it.
 */
@SuppressWarnings("try") // a span is never referenced
public final class Outstanding {

  private final Source scope;
  private final Recorded recorded;
  private final Span span;
  private final List<Left> left;
  private final Moment taken;

  /**
   * Of a part.
   *
   * @param all what had not ended of the whole scope's
   * @param taken when the snapshot was taken, which the part may have ended before
   */
  public Outstanding(
      Source scope, Recorded recorded, Moment from, Moment to, List<Left> all, Moment taken) {
    this.scope = scope;
    this.recorded = recorded;
    this.span =
        new Span(
            from.handOvers(),
            to.handOvers() == taken.handOvers() ? Integer.MAX_VALUE : to.handOvers());
    this.left = all.stream().filter(each -> span.contains(each.part())).toList();
    this.taken = taken;
  }

  /** For users: what is about to be left has ended as far as they can see. */
  public List<UnfinishedWork> listed() {
    return left.stream().filter(each -> !each.done()).map(Left::work).toList();
  }

  /** Names work that has not ended now, or is due soon; once the scope is closed, as it closed. */
  public Optional<String> named(Duration within) {
    return scope.isClosed() ? closed() : recorded.handedOver().named(span, within);
  }

  /**
   * Waits until it has ended, where the scope is open.
   *
   * @return what goes on, in words; empty if nothing does
   */
  public Optional<String> await(Duration longest) {
    return scope.isClosed() ? closed() : recorded.handedOver().await(span, longest);
  }

  private Optional<String> closed() {
    return recorded.handedOver().leftAtEnd().stream()
        .filter(each -> span.contains(each.part()))
        .findFirst()
        .map(Left::work)
        .map(UnfinishedWork::toString);
  }

  /* Whether all that this work has made until now is in the snapshot. */
  private boolean isWhole() {
    if (left.isEmpty()) {
      return true;
    }
    try (OwnWork own = OwnWork.begin()) {
      return closedOrNow().of(Kind.COUNTED).minus(taken.of(Kind.COUNTED)).rows().keySet().stream()
          .allMatch(key -> recorded.isOwn(key.threadId()));
    }
  }

  /** Why figures that were taken while it went on cannot be certified; empty if they can be. */
  public Optional<String> doubt() {
    return isWhole()
        ? Optional.empty()
        : Optional.of(Doubts.endedLate(left.get(0).work().toString()));
  }

  /** Why what was seen may lack work that nobody saw; empty if it does not. */
  public Optional<String> unseen() {
    return recorded.handedOver().unseen();
  }

  private Moment closedOrNow() {
    Moment end = recorded.handedOver().end();
    return end == null ? scope.now() : end;
  }
}
