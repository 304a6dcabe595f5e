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
 * @param budget limits on the phases of the test and on all of it
 */
record Limits(
    List<Limit> leaks,
    Optional<Limit> offHeap,
    List<Limit> body,
    Optional<ByteSize> peak,
    boolean growth,
    List<ExpectedLeak> expected,
    Optional<TestBudget> budget) {

  /** What growth is asked. */
  static final String NO_GROWTH = "@NoGrowth";

  /* A static field that holds leaks, as messages name it; other holders no setting can name. */
  private static final Pattern HOLDER =
      Pattern.compile("^  held by ([\\w.$]+)(?: \\(.*\\))?:$", Pattern.MULTILINE);

  Limits {
    leaks = List.copyOf(leaks);
    body = List.copyOf(body);
    expected = List.copyOf(expected);
  }

  /** Limits of a test with no known leak. */
  Limits(List<Limit> leaks, List<Limit> body) {
    this(leaks, Optional.empty(), body, Optional.empty(), false, List.of(), Optional.empty());
  }

  /** Joins annotations and settings; where both speak of the same figure, the annotation wins. */
  static Limits of(Declared declared, Settings settings) {
    Settings inForce =
        declared.settingsLifted() ? Settings.of(key -> Optional.empty(), List.of()) : settings;
    Optional<Asked<ByteSize>> peak =
        declared
            .limitPeak()
            .or(
                () ->
                    declared.budget().flatMap(TestBudget::peak).isPresent()
                        ? Optional.empty()
                        : Asked.bySetting(ExtensionSettings.LIMIT_PEAK, inForce));
    return new Limits(
        leaks(declared, inForce).map(LeakLimit::limits).orElse(List.of()),
        declared.noDirectMemoryLeaks() ? Optional.of(offHeapLimit()) : Optional.empty(),
        body(declared, inForce, peak),
        peak.map(Asked::value),
        declared.noGrowth(),
        declared.expectedLeaks(),
        declared.budget());
  }

  /** The limits of a class as a whole, of what is declared on it and its superclasses. */
  static Limits ofClass(Declared declared) {
    return new Limits(
        declared
            .noLeaks()
            .filter(asked -> asked.value().scope() == LeakScope.CLASS)
            .map(asked -> LeakLimit.none(asked).limits())
            .orElse(List.of()),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        declared.expectedLeaks(),
        Optional.empty());
  }

  /* Where its class is judged as a whole, a test is not, but for a limit of its own. */
  private static Optional<LeakLimit> leaks(Declared declared, Settings settings) {
    Optional<LeakLimit> none =
        declared
            .noLeaks()
            .filter(asked -> asked.value().scope() == LeakScope.TEST)
            .map(LeakLimit::none);
    if (none.isPresent()) {
      return none;
    }
    boolean annotated = declared.limitLeaks().isPresent() || declared.noLeaks().isPresent();
    return annotated || declared.budget().filter(TestBudget::limitsLeaks).isPresent()
        ? declared.limitLeaks()
        : Asked.bySetting(ExtensionSettings.LIMIT_LEAKS, settings).map(LeakLimit::of);
  }

  /** The same with one more on the body. */
  Limits with(Limit onBody) {
    List<Limit> all = new ArrayList<>(body);
    all.add(onBody);
    return new Limits(leaks, offHeap, all, peak, growth, expected, budget);
  }

  boolean isEmpty() {
    return behind().isEmpty() && body.isEmpty() && !growth;
  }

  /** Whether leaks are looked for. */
  boolean onLeaks() {
    return !leaks.isEmpty() || budget.filter(TestBudget::limitsLeaks).isPresent();
  }

  /** Of a test that makes dynamic tests, which are judged each. */
  Limits ofFactory() {
    Optional<TestBudget> left = budget.map(TestBudget::ofFactory).filter(whole -> !whole.isEmpty());
    return new Limits(leaks, offHeap, body, peak, growth, expected, left);
  }

  /** What they ask: those on the body, on what is left behind, on growth. */
  List<String> all() {
    Stream<Limit> limits = Stream.concat(body.stream(), behind().stream());
    return Stream.concat(
            limits.map(Limit::words), growth ? Stream.of(NO_GROWTH) : Stream.<String>empty())
        .toList();
  }

  /** Those on what is left behind alone. */
  List<Limit> leftBehind() {
    return Stream.concat(leaks.stream(), offHeap.stream()).toList();
  }

  /** Those that are judged at the end, on what is left behind or on all of the test. */
  List<Limit> behind() {
    List<Limit> behind = new ArrayList<>(leftBehind());
    budget.map(TestBudget::limit).ifPresent(behind::add);
    return behind;
  }

  private static Limit offHeapLimit() {
    return new Limit(
        "@NoDirectMemoryLeaks",
        scope -> assertThatMemory(scope).hasNoDirectMemoryLeaks(),
        (failure, scope) -> acceptedOffHeap(failure));
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

  private static List<Limit> body(
      Declared declared, Settings settings, Optional<Asked<ByteSize>> peak) {
    List<Limit> limits = new ArrayList<>();
    if (declared.noAllocations()) {
      Asked<Long> none = Asked.by("@NoAllocations", 0L);
      limits.add(
          new Limit(
              none.words(),
              scope -> assertThatMemory(scope).hasNoAllocations(),
              (failure, scope) -> acceptedCount(none, failure)));
    }
    Optional<Asked<Long>> count = declared.limitAllocations().flatMap(AllocationLimit::askedCount);
    Optional<Asked<ByteSize>> bytes = declared.limitAllocations().flatMap(AllocationLimit::bytes);
    if (!declared.noAllocations()) {
      count = count.or(() -> Asked.bySetting(ExtensionSettings.LIMIT_COUNT, settings));
      boolean budgeted = declared.budget().filter(TestBudget::limitsRun).isPresent();
      bytes =
          bytes.isPresent() || budgeted
              ? bytes
              : Asked.bySetting(ExtensionSettings.LIMIT_BYTES, settings);
    }
    count.map(Limits::count).ifPresent(limits::add);
    bytes.map(Limits::bytes).ifPresent(limits::add);
    peak.map(PeakLimit::limit).ifPresent(limits::add);
    return limits;
  }

  private static Limit count(Asked<Long> count) {
    return new Limit(
        count.words(),
        scope -> assertThatMemory(scope).hasAllocationCountAtMost(count.value()),
        (failure, scope) -> acceptedCount(count, failure));
  }

  private static String acceptedCount(Asked<Long> count, AssertionFailedError failure) {
    String seen = failure.getActual().getStringRepresentation();
    return count.accepting("@LimitAllocations(count = " + seen + ")", seen);
  }

  private static Limit bytes(Asked<ByteSize> size) {
    return new Limit(
        size.words(),
        scope -> assertThatMemory(scope).hasAllocatedBytesAtMost(size.value()),
        (failure, scope) -> {
          String seen = failure.getActual().getStringRepresentation() + " B";
          return size.accepting("@LimitAllocations(bytes = \"" + seen + "\")", seen);
        });
  }
}
