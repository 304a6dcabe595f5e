package io.trackmemory.extension;

import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Tracking;
import io.trackmemory.tracker.spi.Verdict.About;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.opentest4j.AssertionFailedError;

/**
 * Known leaks that must occur in at least one of several tests: of a class, or of the invocations
 * of a template. Judged when JUnit closes this value, after the last of them. Any thread may note a
 * test.
 */
@SuppressWarnings({"try", "deprecation"}) // a span is never referenced; JUnit before 6 needs both
final class ExpectedLeaks implements AutoCloseable, CloseableResource {

  private final ExtensionContext owner;
  private final TestsRun tests = new TestsRun();
  /* By text, whether it occurred. */
  private final Map<String, Seen> seen = new LinkedHashMap<>();

  private record Seen(ExpectedLeak leak, boolean occurred) {}

  private ExpectedLeaks(ExtensionContext owner) {
    this.owner = owner;
  }

  /**
   * Notes which of a test's known leaks occurred, each with the class or template that it is of.
   *
   * @param occurred what is known of the leaks that occurred, as code
   * @param sound whether one that did not occur would have been seen
   * @return the failures of those that only this test could show
   */
  static List<Throwable> judge(
      ExtensionContext test, List<ExpectedLeak> leaks, Set<String> occurred, boolean sound) {
    List<Throwable> stale = new ArrayList<>();
    for (ExpectedLeak leak : leaks) {
      boolean isThere = occurred.contains(leak.known().by());
      Optional<ExtensionContext> owner = owner(test, leak);
      if (owner.isEmpty()) {
        continue; // part of a test that shows it
      }
      if (owner.get() != test) {
        of(owner.get()).note(leak, isThere, Contexts.testMethod(test), sound);
      } else if (!isThere && sound) {
        stale.add(toldStale(leak, ""));
      }
    }
    return stale;
  }

  static boolean occurredIn(LeakResult found, ExpectedLeak leak) {
    return found.expected().stream().anyMatch(each -> each.by().equals(leak.known().by()));
  }

  /** The test, template or class in which a leak must occur; empty for a dynamic test. */
  private static Optional<ExtensionContext> owner(ExtensionContext test, ExpectedLeak leak) {
    if (test.getTestMethod().isEmpty() && leak.declaredOn() instanceof Method) {
      return Optional.empty();
    }
    Optional<ExtensionContext> at = Optional.of(test);
    while (at.isPresent()) {
      ExtensionContext here = at.get();
      if (leak.declaredOn() instanceof Method ? isWholeTest(here) : isOfClass(here, leak)) {
        return at;
      }
      at = here.getParent();
    }
    return Optional.empty();
  }

  /* An invocation's parent has the same method. */
  private static boolean isWholeTest(ExtensionContext context) {
    return context.getParent().flatMap(ExtensionContext::getTestMethod).isEmpty();
  }

  private static boolean isOfClass(ExtensionContext context, ExpectedLeak leak) {
    return !Contexts.isTest(context)
        && context
            .getTestClass()
            .filter(type -> Annotations.lineage(type).contains(leak.declaredOn()))
            .isPresent();
  }

  private static ExpectedLeaks of(ExtensionContext owner) {
    return owner
        .getStore(Namespace.create(ExpectedLeaks.class))
        .getOrComputeIfAbsent(
            owner.getUniqueId(), id -> new ExpectedLeaks(owner), ExpectedLeaks.class);
  }

  private synchronized void note(
      ExpectedLeak leak, boolean occurred, Optional<Method> test, boolean sound) {
    test.ifPresent(method -> tests.add(method, sound));
    seen.merge(
        leak.known().by(),
        new Seen(leak, occurred),
        (before, now) -> new Seen(leak, before.occurred || now.occurred));
  }

  /** Fails the class or template if one of its known leaks did not occur in any test. */
  @Override
  public void close() {
    try (OwnWork own = OwnWork.begin()) {
      List<Throwable> failures = failures();
      Failures.raise(Failures.joining(owner.getExecutionException(), Failures.joined(failures)));
    }
  }

  private synchronized List<Throwable> failures() {
    Optional<Class<?>> testClass = Contexts.isTest(owner) ? Optional.empty() : owner.getTestClass();
    List<Throwable> failures = new ArrayList<>();
    for (Seen each : seen.values()) {
      if (!each.occurred && tests.isComplete(testClass)) {
        failures.add(
            stale(
                each.leak,
                testClass
                    .map(type -> " in any test of " + type.getSimpleName())
                    .orElse(" in any invocation")));
      }
    }
    return failures;
  }

  /** The failure of a known leak that did not occur, told to the report. */
  static Throwable toldStale(ExpectedLeak leak, String where) {
    AssertionFailedError failure = stale(leak, where);
    Judged.failed(About.LEAKS, leak.known().by(), failure).told();
    return failure;
  }

  /**
   * The failure of a known leak that did not occur.
   *
   * @param where {@code " in any test of OrderBookTest"}, or the empty string
   */
  private static AssertionFailedError stale(ExpectedLeak leak, String where) {
    String name = leak.known().typeName();
    String unknown =
        name.isEmpty() || Tracking.DOOR.isClassLoaded(name)
            ? ""
            : "\nNo class " + name + " is loaded: check how the name is written";
    return new AssertionFailedError(
        "Expecting a known leak to occur but it did not"
            + where
            + ": it is mended, or the annotation is stale\n  "
            + leak.known().by()
            + unknown
            + "\nTo accept: remove the annotation",
        "the leak occurs",
        "it does not");
  }
}
