package io.trackmemory.dsl;

import io.trackmemory.dsl.Injection.How;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Tracking;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A scope in which something is made that would break a check, inside whatever the thread that runs
 * it works for: nobody enters the scope that the check looks at, so that one which does not see
 * this thread does not see it either. Used by one thread.
 */
final class InjectedScope implements Runnable, Callable<Boolean> {

  private final Injection injection;
  private Optional<MemoryScope> scope = Optional.empty();
  private @Nullable String uncertified = "nothing was injected";

  InjectedScope(Injection injection) {
    this.injection = injection;
  }

  @Override
  @SuppressWarnings("try") // a span is never referenced
  public void run() {
    try (OwnWork own = OwnWork.begin()) {
      scope = Tracking.DOOR.openToUndo(injection.how() == How.ALIVE, false);
      uncertified =
          "a limit on live bytes further out would see what is injected, too; leave one of both out";
      if (scope.isPresent()) {
        boolean made = Tracking.DOOR.within(scope.get(), this);
        uncertified =
            made ? null : "there is no memory for what is injected, or a budget refuses it";
      }
    }
  }

  /** Makes it, as what the code under test does. */
  @Override
  public Boolean call() {
    try {
      injection.make();
      return Boolean.TRUE;
    } catch (OutOfMemoryError e) {
      return Boolean.FALSE;
    }
  }

  /** Why it could not be made. */
  Optional<String> uncertified() {
    return Optional.ofNullable(uncertified);
  }

  /** Takes it out of all figures. */
  void undo() {
    scope.ifPresent(Tracking.DOOR::discard);
  }
}
