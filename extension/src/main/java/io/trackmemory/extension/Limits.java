package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.tracker.ByteSize;
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
 * @param offHeap on what it leaves behind off the heap
 * @param body on what the body of its method allocates
 * @param peak the one of these that is on its live bytes, to be decided while it runs
 * @param growth whether what its repetitions leave behind must not grow
 * @param expected known leaks, which are no failure
 */
record Limits(
    Optional<Limit> leaks,
    Optional<Limit> offHeap,
    List<Limit> body,
    Optional<ByteSize> peak,
    boolean growth,
    List<ExpectedLeak> expected) {

  /** What growth is asked. */
  static final String NO_GROWTH = "no growth";

  /* A static field that holds leaks, as messages name it; other holders no setting can name. */
  private static final Pattern HOLDER =
      Pattern.compile("^  held by ([\\w.$]+)(?: \\(.*\\))?:$", Pattern.MULTILINE);

  Limits {
    body = List.copyOf(body);
    expected = List.copyOf(expected);
  }

  /** Limits of a test with no known leak. */
  Limits(Optional<Limit> leaks, List<Limit> body) {
    this(leaks, Optional.empty(), body, Optional.empty(), false, List.of());
  }

  /** Joins annotations and settings; where both speak of the same figure, the annotation wins. */
  static Limits of(Declared declared, Settings settings) {
    Settings inForce =
        declared.settingsLifted() ? Settings.of(key -> Optional.empty(), List.of()) : settings;
    Optional<ByteSize> peak =
        declared.limitPeak().or(() -> inForce.get(ExtensionSettings.LIMIT_PEAK));
    return new Limits(
        leaks(declared, inForce).map(LeakLimit::limit),
        declared.noDirectMemoryLeaks() ? Optional.of(offHeapLimit()) : Optional.empty(),
        body(declared, inForce, peak),
        peak,
        declared.noGrowth(),
        declared.expectedLeaks());
  }

  /** The limits of a class as a whole, of what is declared on it and its superclasses. */
  static Limits ofClass(Declared declared) {
    return new Limits(
        declared.leakScope().filter(LeakScope.CLASS::equals).map(scope -> LeakLimit.NONE.limit()),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        declared.expectedLeaks());
  }

  /* Where its class is judged as a whole, a test is not, but for a limit of its own. */
  private static Optional<LeakLimit> leaks(Declared declared, Settings settings) {
    if (declared.leakScope().filter(LeakScope.TEST::equals).isPresent()) {
      return Optional.of(LeakLimit.NONE);
    }
    return declared.limitLeaks().isPresent() || declared.leakScope().isPresent()
        ? declared.limitLeaks()
        : settings.get(ExtensionSettings.LIMIT_LEAKS).map(LeakLimit::of);
  }

  boolean isEmpty() {
    return leaks.isEmpty() && offHeap.isEmpty() && body.isEmpty() && !growth;
  }

  /** What they ask: those on the body, on what is left behind, on growth. */
  List<String> all() {
    Stream<Limit> limits = Stream.concat(body.stream(), behind().stream());
    return Stream.concat(
            limits.map(Limit::what), growth ? Stream.of(NO_GROWTH) : Stream.<String>empty())
        .toList();
  }

  /** Those on what is left behind. */
  List<Limit> behind() {
    return Stream.concat(leaks.stream(), offHeap.stream()).toList();
  }

  private static Limit offHeapLimit() {
    return new Limit(
        "no direct memory leaks",
        scope -> assertThatMemory(scope).hasNoDirectMemoryLeaks(),
        Limits::acceptedOffHeap);
  }

  private static String acceptedOffHeap(AssertionFailedError failure) {
    String holders =
        HOLDER
            .matcher(String.valueOf(failure.getMessage()))
            .results()
            .map(holder -> holder.group(1))
            .collect(Collectors.joining(","));
    return holders.isEmpty() ? "@WithoutMemoryLimits" : Settings.LEAKS_IGNORE.key() + "=" + holders;
  }

  private static List<Limit> body(Declared declared, Settings settings, Optional<ByteSize> peak) {
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
    peak.map(PeakLimit::limit).ifPresent(limits::add);
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
}
