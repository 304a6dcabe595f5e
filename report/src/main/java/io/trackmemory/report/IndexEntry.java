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
 * @param allocationCount objects that the test allocated, empty where not measured
 * @param allocatedBytes their bytes, likewise
 * @param leakedObjects what leaked, in objects; empty where it was not searched or cannot be told
 * @param finishedAt when the test ended
 * @param elapsedNanos how long it took
 */
record IndexEntry(
    TestReport.Status status,
    String testClass,
    String test,
    String displayName,
    List<String> broken,
    OptionalLong allocationCount,
    OptionalLong allocatedBytes,
    OptionalLong leakedObjects,
    Instant finishedAt,
    long elapsedNanos) {

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
    Map<?, ?> own = (Map<?, ?>) required(measurements.get(measurements.size() - 1));
    return new IndexEntry(
        TestReport.Status.valueOf((String) get(report, "status")),
        (String) get(test, "class"),
        (String) get(test, "method") + get(test, "invocation"),
        (String) get(test, "displayName"),
        broken((List<?>) get(report, "verdicts")),
        measured(own.get("allocationCount")),
        measured(own.get("allocatedBytes")),
        leaked((List<?>) get(report, "leakSearches")),
        Instant.parse((String) get(report, "finishedAt")),
        (long) get(report, "elapsedNanos"));
  }

  private static OptionalLong measured(@Nullable Object total) {
    return total == null ? OptionalLong.empty() : OptionalLong.of((long) total);
  }

  private static List<String> broken(List<?> verdicts) {
    return verdicts.stream()
        .map(verdict -> (Map<?, ?>) verdict)
        .filter(verdict -> !get(verdict, "outcome").equals("PASSED"))
        .map(verdict -> (String) get(verdict, "check"))
        .toList();
  }

  private static OptionalLong leaked(List<?> searches) {
    if (searches.isEmpty()) {
      return OptionalLong.empty();
    }
    long objects = 0;
    for (Object search : searches) {
      Map<?, ?> found = (Map<?, ?>) search;
      if (found.get("uncertified") != null) {
        return OptionalLong.empty();
      }
      for (Object leak : (List<?>) get(found, "leaks")) {
        objects += (long) get((Map<?, ?>) leak, "objectCount");
      }
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
