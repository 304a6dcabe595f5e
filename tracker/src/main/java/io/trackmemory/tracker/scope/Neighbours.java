package io.trackmemory.tracker.scope;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Notes whether a scope that is neither around nor inside one that is watched is open meanwhile, on
 * another thread: its work is then in the same heap. A scope that is around no test and paused, as
 * that of a class is, waits for the thread that opened both. Any thread may call it.
 */
final class Neighbours {

  private final RecordedScope watched;
  private final Set<Long> threadsAround;
  /* The name of its thread: no scope keeps another one, which would keep one before. */
  private volatile @Nullable String other;

  Neighbours(RecordedScope watched) {
    this.watched = watched;
    this.threadsAround =
        watched.around().map(scope -> scope.ownThreadId).collect(toUnmodifiableSet());
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
    boolean waits =
        isFromOwnThread(scope)
            || (threadsAround.contains(scope.ownThreadId) && !isInsideOneAround(scope));
    return !waits;
  }

  /* The scope itself, or one that it is inside of. */
  private boolean isFromOwnThread(RecordedScope scope) {
    return Stream.concat(Stream.of(scope), scope.around())
        .anyMatch(at -> at.ownThreadId == watched.ownThreadId);
  }

  private boolean isInsideOneAround(RecordedScope scope) {
    return scope.around().anyMatch(watched::isInside);
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
