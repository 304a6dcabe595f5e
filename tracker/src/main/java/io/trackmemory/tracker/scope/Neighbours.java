package io.trackmemory.tracker.scope;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Notes whether a scope that is neither around nor inside one that is watched is open meanwhile, on
 * another thread: its work is then in the same heap. A scope that is around no test and paused, as
 * that of a class is, waits for the thread that opened both. Any thread may call it.
 */
final class Neighbours {

  private final RecordedScope watched;
  /* The name of its thread: no scope keeps another one, which would keep one before. */
  private volatile @Nullable String other;

  Neighbours(RecordedScope watched) {
    this.watched = watched;
  }

  /** Looks at a scope that is open. */
  void see(RecordedScope scope) {
    if (other == null && isOther(scope)) {
      other = scope.ownThreadName;
    }
  }

  private boolean isOther(RecordedScope scope) {
    if (scope == watched || scope.isInside(watched) || watched.isInside(scope)) {
      return false;
    }
    boolean isFromOwnThread =
        Stream.concat(Stream.of(scope), scope.around())
            .anyMatch(at -> at.ownThreadId == watched.ownThreadId);
    boolean isFromThreadAround =
        watched.around().anyMatch(at -> at.ownThreadId == scope.ownThreadId);
    boolean waits =
        isFromOwnThread || (isFromThreadAround && scope.around().noneMatch(watched::isInside));
    return !waits;
  }

  /** Whether there was one. */
  boolean wereThere() {
    return other != null;
  }

  /** Who else was at work, and what to do; empty if nobody was. */
  Optional<String> disturbance() {
    return Optional.ofNullable(other)
        .map(
            thread ->
                "the heap is that of the whole JVM, and thread "
                    + thread
                    + " had a scope of its own meanwhile; run this when no other test runs, under"
                    + " JUnit with @Isolated");
  }
}
