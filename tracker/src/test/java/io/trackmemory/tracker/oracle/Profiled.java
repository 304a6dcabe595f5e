package io.trackmemory.tracker.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What async-profiler saw of one way.
 *
 * @param count objects but for those set apart
 * @param bytes their bytes
 * @param apartCount objects that no Java code is counted for, each by a rule of {@link #REASONS}
 * @param apartBytes their bytes
 * @param reasons why they are set apart
 */
record Profiled(long count, long bytes, long apartCount, long apartBytes, String reasons) {

  static final String LINE = "way: ";
  static final String NOT_LOADED = "async-profiler cannot be loaded here: ";

  /* Why what is allocated below a method has no line, by its name and what follows it. */
  private static final Map<String, String> REASONS =
      Map.of(
          "java/lang/Throwable.fillInStackTrace;",
          "stack traces",
          "java/math/BigInteger.implMontgomeryMultiply;",
          "an intrinsic",
          "java/math/BigInteger.implMontgomerySquare;",
          "an intrinsic",
          "java/util/DualPivotQuicksort.partition;",
          "an intrinsic",
          "sun/security/provider/SHA2.implCompress0;",
          "an intrinsic",
          // The method has no instruction that allocates.
          "io/trackmemory/tracker/oracle/ObjectWays.vmException;java.",
          "the VM's exception",
          "io/trackmemory/tracker/oracle/ObjectWays.vmException;byte",
          "the message of the VM's exception");

  /** Adds up the stacks of one way. */
  static final class Sum {
    long code;
    long apart;
    final TreeSet<String> reasons = new TreeSet<>();

    /** Adds what was allocated at a stack: frames with semicolons between, last the type. */
    void add(String stack, long number) {
      String reason = reason(stack);
      if (reason == null) {
        code += number;
      } else {
        apart += number;
        reasons.add(reason);
      }
    }

    private static @Nullable String reason(String stack) {
      return REASONS.entrySet().stream()
          .filter(rule -> stack.contains(rule.getKey()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }
  }

  boolean isSame(Measured.Run run) {
    return count == run.count() && bytes == run.bytes();
  }

  /** Why the profiler could not be loaded, if so. */
  static Optional<String> refusal(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith(NOT_LOADED)).findFirst();
  }

  /** By name of the way; lines of others are left out. */
  static Map<String, Profiled> parse(List<String> lines) {
    Map<String, Profiled> ways = new HashMap<>();
    for (String line : lines) {
      if (line.startsWith(LINE)) {
        String[] parts = line.substring(LINE.length()).split("\t", -1);
        ways.put(
            parts[0],
            new Profiled(
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                parts[5]));
      }
    }
    return ways;
  }
}
