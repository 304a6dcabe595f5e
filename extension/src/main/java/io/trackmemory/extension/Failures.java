package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.StackTraces;
import io.trackmemory.tracker.spi.Tracking;
import io.trackmemory.tracker.spi.Verdict.About;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Which of several failures a test keeps, and how ours join it. */
final class Failures {

  /** What aborts a test, by name where it is JUnit 4's, which may be absent. */
  private static final Set<String> ABORTING =
      Set.of(
          TestAbortedException.class.getName(), "org.junit.internal.AssumptionViolatedException");

  private Failures() {}

  static boolean isAborting(Throwable failure) {
    for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
      if (ABORTING.contains(type.getName())) {
        return true;
      }
    }
    return false;
  }

  static boolean isAborting(Optional<Throwable> failure) {
    return failure.filter(Failures::isAborting).isPresent();
  }

  /**
   * The first of them with the others suppressed in it; empty for none. One that only aborts comes
   * after those that fail: what is broken is not undone by what nobody could tell.
   */
  static Optional<Throwable> joined(List<? extends Throwable> failures) {
    List<Throwable> sorted =
        failures.stream()
            .<Throwable>map(failure -> failure)
            .sorted(Comparator.comparing(Failures::isAborting))
            .toList();
    sorted.stream().skip(1).forEach(later -> suppress(sorted.get(0), later));
    return sorted.stream().findFirst();
  }

  /** Adds {@code later} to what is suppressed in {@code first}, unless they are the same. */
  static void suppress(Throwable first, Throwable later) {
    if (first != later) {
      first.addSuppressed(later);
    }
  }

  /** One for each line that began an assertion and never used it, told to the report. */
  static List<Throwable> pending(MemoryScope scope) {
    return Tracking.DOOR.pendingAsserts(scope).stream()
        .map(
            text ->
                Judged.failed(
                    About.FIGURES,
                    text.replaceFirst(" never .*", ""),
                    new AssertionFailedError(text)))
        .flatMap(judged -> judged.told().stream())
        .toList();
  }

  /** Our failure of a test or class, if it has none of its own; else ours is suppressed in that. */
  static Optional<Throwable> joining(Optional<Throwable> first, Optional<Throwable> ours) {
    if (first.isEmpty()) {
      return ours;
    }
    ours.ifPresent(later -> suppress(first.get(), later));
    return Optional.empty();
  }

  /**
   * Makes ours, and those suppressed in it, point to the test's method, whose lines threw none of
   * them; to that of a class as a whole there is none.
   */
  static Throwable pointing(Optional<Method> test, Throwable ours) {
    if (ours instanceof AssertionFailedError || ours instanceof TestAbortedException) {
      test.ifPresentOrElse(
          method -> StackTraces.at(method, ours), () -> StackTraces.withoutOwn(ours));
    }
    for (Throwable each : ours.getSuppressed()) {
      pointing(test, each);
    }
    return ours;
  }

  /** Throws it, if there is one. */
  static void raise(Optional<Throwable> failure) {
    if (failure.isPresent()) {
      throw Failures.<RuntimeException>thrown(failure.get());
    }
  }

  /** A check that could not be made: a failure, or an abort where settings say so. */
  static Throwable uncertified(String message, Settings settings) {
    return settings.get(Settings.ABORT_UNCERTIFIED)
        ? new TestAbortedException(message)
        : new AssertionFailedError(message);
  }

  /** Throws anything, checked or not. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <X extends Throwable> RuntimeException thrown(Throwable failure) throws X {
    // The cast is to an unbounded type variable and does nothing when it runs.
    throw (X) failure;
  }
}
