package io.trackmemory.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the index shows of one report, read from its JSON.
 *
 * @param status how the test ended
 * @param testClass binary name of the test class
 * @param test method and invocation
 * @param displayName name as JUnit displays it
 * @param broken checks that failed or could not be certified
 * @param allocationCount objects that were allocated in what the report is about, empty where not
 *     measured: what its broken check looked at, else the whole test
 * @param allocatedBytes their bytes, likewise
 * @param leakedObjects what leaked in the first search, in objects; empty where it was not searched
 *     or cannot be told
 * @param finishedAt when the test ended
 * @param elapsedNanos how long it took
 */
record IndexEntry(
    TestReport.Status status,
    String testClass,
    String test,
    String displayName,
    List<Broken> broken,
    OptionalLong allocationCount,
    OptionalLong allocatedBytes,
    OptionalLong leakedObjects,
    Instant finishedAt,
    long elapsedNanos) {

  /** A check, and the first line of what it says. */
  record Broken(String check, String headline) {

    static Broken of(String check, String message) {
      String first = message.lines().findFirst().orElse("");
      return new Broken(
          check, first.endsWith(":") ? first.substring(0, first.length() - 1) : first);
    }
  }

  /**
   * Reads a report.
   *
   * @throws RuntimeException of whatever kind, if {@code json} is none
   */
  static IndexEntry of(@Nullable Object json) {
    Map<?, ?> report = (Map<?, ?>) required(json);
    long version = (long) get(report, "schemaVersion");
    if (version != JsonReport.SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "schemaVersion must be " + JsonReport.SCHEMA_VERSION + ": " + version);
    }
    Map<?, ?> test = (Map<?, ?>) get(report, "test");
    List<?> measurements = (List<?>) get(report, "measurements");
    Map<?, ?> seen = (Map<?, ?>) required(measurements.get(0));
    return new IndexEntry(
        TestReport.Status.valueOf((String) get(report, "status")),
        (String) get(test, "class"),
        (String) get(test, "method") + get(test, "invocation"),
        (String) get(test, "displayName"),
        broken((List<?>) get(report, "verdicts")),
        measured(seen.get("allocationCount")),
        measured(seen.get("allocatedBytes")),
        leaked((List<?>) get(report, "leakSearches")),
        Instant.parse((String) get(report, "finishedAt")),
        (long) get(report, "elapsedNanos"));
  }

  private static OptionalLong measured(@Nullable Object total) {
    return total == null ? OptionalLong.empty() : OptionalLong.of((long) total);
  }

  private static List<Broken> broken(List<?> verdicts) {
    return verdicts.stream()
        .map(verdict -> (Map<?, ?>) verdict)
        .filter(verdict -> !get(verdict, "outcome").equals("PASSED"))
        .map(verdict -> Broken.of((String) get(verdict, "check"), (String) get(verdict, "message")))
        .toList();
  }

  private static OptionalLong leaked(List<?> searches) {
    if (searches.isEmpty()) {
      return OptionalLong.empty();
    }
    Map<?, ?> found = (Map<?, ?>) required(searches.get(0));
    if (found.get("uncertified") != null) {
      return OptionalLong.empty();
    }
    long objects = 0;
    for (Object leak : (List<?>) get(found, "leaks")) {
      objects += (long) get((Map<?, ?>) leak, "objectCount");
    }
    return OptionalLong.of(objects);
  }

  private static Object get(Map<?, ?> object, String member) {
    return Optional.<Object>ofNullable(object.get(member))
        .orElseThrow(() -> new IllegalArgumentException("member \"" + member + "\" is missing"));
  }

  private static Object required(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("value must not be null");
    }
    return value;
  }
}
