package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.dsl.Budget;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.MemoryScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * What {@link MemoryBudget} allows, read and checked.
 *
 * @param written the attributes as their user wrote them, by name, in order
 * @param limits those that are judged
 */
record TestBudget(Map<String, String> written, Map<String, ByteSize> limits) {

  private static final String LEAKS = "leaks";
  private static final String PEAK = "peak";
  private static final String RUN = "run";

  /* A limit as the check speaks of it. */
  private static final Pattern CALL =
      Pattern.compile("\\b(setUp|run|tearDown|peak|leaks)\\((bytes|kib|mib|gib)\\((\\d+)\\)\\)");

  /* One that would accept a part that is broken. */
  private static final Pattern ACCEPTED =
      Pattern.compile("^    To accept: " + CALL.pattern() + "$", Pattern.MULTILINE);

  /**
   * Reads the annotation.
   *
   * @throws IllegalArgumentException if it limits nothing, or a value is not allowed
   */
  static TestBudget of(MemoryBudget annotation) {
    Map<String, String> written = new LinkedHashMap<>();
    written.put("setUp", annotation.setUp());
    written.put(RUN, annotation.run());
    written.put("tearDown", annotation.tearDown());
    written.put(PEAK, annotation.peak());
    written.put(LEAKS, annotation.leaks());
    written.values().removeIf(String::isEmpty);
    if (written.isEmpty()) {
      throw new IllegalArgumentException(
          "@MemoryBudget must have a setUp, run, tearDown, peak, leaks or several of them");
    }
    Map<String, ByteSize> limits = new LinkedHashMap<>();
    written.forEach((name, value) -> limits.put(name, limit(name, value)));
    TestBudget budget = new TestBudget(written, limits);
    budget.mustAgree();
    return budget;
  }

  private static ByteSize limit(String name, String value) {
    boolean ofLeaks = name.equals(LEAKS);
    if (ofLeaks && value.toLowerCase(Locale.ROOT).equals("none")) {
      return new ByteSize(0);
    }
    try {
      return ByteSize.parse(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name
              + " of @MemoryBudget: "
              + (ofLeaks ? "neither none nor a size; " : "")
              + e.getMessage(),
          e);
    }
  }

  private void mustAgree() {
    try {
      inCode(true);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(words() + ": " + e.getMessage(), e);
    }
  }

  /** The annotation as its user wrote it. */
  String words() {
    return words(written);
  }

  private static String words(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(each -> each.getKey() + " = \"" + each.getValue() + "\"")
        .collect(Collectors.joining(", ", "@MemoryBudget(", ")"));
  }

  /** What is left of it for a test that makes dynamic tests, each of which has it. */
  TestBudget ofFactory() {
    Map<String, ByteSize> left = new LinkedHashMap<>(limits);
    left.keySet().removeAll(List.of(RUN, PEAK));
    return new TestBudget(written, left);
  }

  /** What is left of it where phases cannot be told. */
  TestBudget ofWhole() {
    Map<String, ByteSize> left = new LinkedHashMap<>(limits);
    left.keySet().removeIf(name -> !isOfWhole(name));
    return new TestBudget(written, left);
  }

  boolean isEmpty() {
    return limits.isEmpty();
  }

  /** Whether it limits what begins or ends with the body. */
  boolean hasPhases() {
    return limits.keySet().stream().anyMatch(name -> !isOfWhole(name));
  }

  boolean limitsLeaks() {
    return limits.containsKey(LEAKS);
  }

  boolean limitsRun() {
    return limits.containsKey(RUN);
  }

  Optional<ByteSize> peak() {
    return Optional.ofNullable(limits.get(PEAK));
  }

  Limit limit() {
    return new Limit(words(), this::check, new Wording(written));
  }

  /* Where the body did not run to its end, somebody else says why, and that it is no pass. */
  private void check(MemoryScope scope) {
    List<String> there = scope.snapshot().checkpoints().stream().map(Checkpoint::name).toList();
    boolean phases = there.containsAll(List.of("body", "teardown"));
    if (limits.keySet().stream().anyMatch(name -> phases || isOfWhole(name))) {
      assertThatMemory(scope).meets(inCode(phases));
    }
  }

  private static boolean isOfWhole(String name) {
    return name.equals(PEAK) || name.equals(LEAKS);
  }

  private Budget inCode(boolean phases) {
    Budget budget = Budget.budget();
    for (Map.Entry<String, ByteSize> limit : limits.entrySet()) {
      if (phases || isOfWhole(limit.getKey())) {
        budget = with(limit.getKey(), limit.getValue()).apply(budget);
      }
    }
    return budget;
  }

  private static UnaryOperator<Budget> with(String name, ByteSize limit) {
    return switch (name) {
      case "setUp" -> budget -> budget.setUp(limit);
      case RUN -> budget -> budget.run(limit);
      case "tearDown" -> budget -> budget.tearDown(limit);
      case PEAK -> budget -> budget.peak(limit);
      default -> budget -> budget.leaks(limit);
    };
  }

  /** The check speaks of calls; its user wrote attributes. */
  private record Wording(Map<String, String> written) implements Limit.Acceptance {

    @Override
    public String of(AssertionFailedError failure, MemoryScope scope) {
      Map<String, String> accepted = new LinkedHashMap<>(written);
      ACCEPTED
          .matcher(String.valueOf(failure.getMessage()))
          .results()
          .forEach(call -> accepted.put(call.group(1), size(call)));
      return words(accepted);
    }

    @Override
    public String worded(String message) {
      return CALL.matcher(message)
          .replaceAll(call -> call.group(1) + " = \"" + size(call) + "\"")
          .replace("noLeaks()", LEAKS + " = \"none\"");
    }

    private static String size(MatchResult call) {
      return call.group(3) + " " + PeakLimit.unit(call.group(2));
    }
  }
}
