package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * The limits of one test, of annotations and settings together, or of one class as a whole.
 *
 * @param leaks on what it leaves behind
 * @param body on what the body of its method allocates
 * @param growth whether what its repetitions leave behind must not grow
 */
record Limits(Optional<Limit> leaks, List<Limit> body, boolean growth) {

  /** What growth is asked. */
  static final String NO_GROWTH = "no growth";

  /* A static field that holds leaks, as messages name it; other holders no setting can name. */
  private static final Pattern HOLDER =
      Pattern.compile("^  held by ([\\w.$]+)(?: \\(retains .*)?:$", Pattern.MULTILINE);

  Limits {
    body = List.copyOf(body);
  }

  /** Joins annotations and settings; where both speak of the same figure, the annotation wins. */
  static Limits of(Declared declared, Settings settings) {
    Settings inForce =
        declared.settingsLifted() ? Settings.of(key -> Optional.empty(), List.of()) : settings;
    Optional<LeakAllowance> leaks =
        declared.leakScope().isPresent()
            ? declared.leakScope().flatMap(Limits::ofTest)
            : inForce.get(ExtensionSettings.LIMIT_LEAKS);
    return new Limits(leaks.map(Limits::leaks), body(declared, inForce), declared.noGrowth());
  }

  /** The limits of a class as a whole, of what is declared on it and its superclasses. */
  static Limits ofClass(Declared declared) {
    return new Limits(
        declared
            .leakScope()
            .filter(LeakScope.CLASS::equals)
            .map(scope -> leaks(LeakAllowance.NONE)),
        List.of(),
        false);
  }

  /* Where its class is judged as a whole, a test is not. */
  private static Optional<LeakAllowance> ofTest(LeakScope scope) {
    return scope == LeakScope.TEST ? Optional.of(LeakAllowance.NONE) : Optional.empty();
  }

  boolean isEmpty() {
    return leaks.isEmpty() && body.isEmpty() && !growth;
  }

  /** What they ask: those on the body, then that on leaks, then that on growth. */
  List<String> all() {
    Stream<Limit> limits = Stream.concat(body.stream(), leaks.stream());
    return Stream.concat(
            limits.map(Limit::what), growth ? Stream.of(NO_GROWTH) : Stream.<String>empty())
        .toList();
  }

  private static List<Limit> body(Declared declared, Settings settings) {
    List<Limit> limits = new ArrayList<>();
    if (declared.noAllocations()) {
      limits.add(
          new Limit(
              "no allocations",
              scope -> assertThatMemory(scope).hasNoAllocations(),
              Limits::acceptedCount));
    }
    Optional<Long> count =
        declared.limitAllocations().flatMap(limit -> limit.count().stream().boxed().findFirst());
    Optional<ByteSize> bytes = declared.limitAllocations().flatMap(AllocationLimit::bytes);
    if (!declared.noAllocations()) {
      count = count.or(() -> settings.get(ExtensionSettings.LIMIT_COUNT));
      bytes = bytes.or(() -> settings.get(ExtensionSettings.LIMIT_BYTES));
    }
    count.map(Limits::count).ifPresent(limits::add);
    bytes.map(Limits::bytes).ifPresent(limits::add);
    return limits;
  }

  private static Limit count(long count) {
    return new Limit(
        "at most " + count + (count == 1 ? " allocation" : " allocations"),
        scope -> assertThatMemory(scope).hasAllocationCountAtMost(count),
        Limits::acceptedCount);
  }

  private static String acceptedCount(AssertionFailedError failure) {
    return "@LimitAllocations(count = " + failure.getActual().getStringRepresentation() + ")";
  }

  private static Limit bytes(ByteSize size) {
    return new Limit(
        "at most " + size + " allocated",
        scope -> assertThatMemory(scope).hasAllocatedBytesAtMost(size),
        failure ->
            "@LimitAllocations(bytes = \""
                + failure.getActual().getStringRepresentation()
                + " B\")");
  }

  private static Limit leaks(LeakAllowance allowance) {
    if (allowance instanceof LeakAllowance.Bytes bytes) {
      return new Limit(
          "at most " + bytes.size() + " leaked",
          scope -> assertThatMemory(scope).hasLeakedBytesAtMost(bytes.size()),
          Limits::acceptedLeaks);
    }
    long count = ((LeakAllowance.Objects) allowance).count();
    return count == 0
        ? new Limit(
            "no leaks", scope -> assertThatMemory(scope).hasNoLeaks(), Limits::acceptedLeaks)
        : new Limit(
            "at most " + count + (count == 1 ? " leaked object" : " leaked objects"),
            scope -> leaksAtMost(scope, count),
            Limits::acceptedLeaks);
  }

  private static String acceptedLeaks(AssertionFailedError failure) {
    String holders =
        HOLDER
            .matcher(String.valueOf(failure.getMessage()))
            .results()
            .map(holder -> holder.group(1))
            .collect(Collectors.joining(","));
    return holders.isEmpty() ? "" : Settings.LEAKS_IGNORE.key() + "=" + holders;
  }

  /** The assertions know an exact number only: that of the leaks, or the limit it is past. */
  private static void leaksAtMost(MemoryScope scope, long limit) {
    LeakResult result = scope.snapshot().leakResult();
    if (result.uncertified().isPresent()) {
      assertThatMemory(scope).hasNoLeaks();
      return;
    }
    long seen = result.leaks().stream().mapToLong(Leak::objectCount).sum();
    assertThatMemory(scope).hasLeakCount(Math.min(seen, limit));
  }
}
