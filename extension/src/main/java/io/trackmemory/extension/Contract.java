package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.spi.AllocationContract;
import io.trackmemory.tracker.spi.ContractCall;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;

/**
 * A contract on production code as limits on one call.
 *
 * @param declared as it is written there
 */
record Contract(AllocationContract declared) {

  private static final String SCOPE = "the scope";

  /** As it is written. */
  String words() {
    return declared.nothing() ? "@AllocatesNothing" : words(count(), size());
  }

  /** What tells it from others on the same method. */
  String key() {
    return words() + " " + declared.declaredIn() + " ";
  }

  private static String words(String count, String bytes) {
    List<String> attributes = new ArrayList<>();
    if (!count.isEmpty()) {
      attributes.add("atMost = " + count);
    }
    if (!bytes.isEmpty()) {
      attributes.add("bytes = \"" + bytes + "\"");
    }
    return "@Allocates(" + String.join(", ", attributes) + ")";
  }

  private String count() {
    return declared.atMost().map(String::valueOf).orElse("");
  }

  private String size() {
    return declared.bytes().orElse("");
  }

  /**
   * What it asks of a call.
   *
   * @throws IllegalArgumentException if it has a value that is not allowed
   */
  List<Limit> limits() {
    if (declared.nothing()) {
      return List.of(
          new Limit(
              words(),
              scope -> assertThatMemory(scope).hasNoAllocations(),
              (failure, scope) -> words(seen(failure), "")));
    }
    if (declared.atMost().isEmpty() && declared.bytes().isEmpty()) {
      throw new IllegalArgumentException(
          "it limits nothing; give atMost, a number of objects, or bytes, such as \"1 KiB\"");
    }
    List<Limit> limits = new ArrayList<>();
    declared.atMost().map(this::atMost).ifPresent(limits::add);
    declared.bytes().map(this::bytes).ifPresent(limits::add);
    return limits;
  }

  private Limit atMost(long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("atMost must not be negative: " + limit);
    }
    return new Limit(
        words(),
        scope -> assertThatMemory(scope).hasAllocationCountAtMost(limit),
        (failure, scope) -> words(seen(failure), size()));
  }

  private Limit bytes(String text) {
    ByteSize limit = ByteSize.parse(text);
    return new Limit(
        words(),
        scope -> assertThatMemory(scope).hasAllocatedBytesAtMost(limit),
        (failure, scope) -> words(count(), seen(failure) + " B"));
  }

  private static String seen(AssertionFailedError failure) {
    return failure.getActual().getStringRepresentation();
  }

  /** A verdict in words that say which call it is on. */
  Judged worded(Judged judged, ContractCall call) {
    String message =
        judged
            .verdict()
            .message()
            .replaceFirst("^Expecting " + SCOPE, "Expecting " + quoted(call.method()))
            .replaceFirst(
                "^Cannot certify " + quotedPattern(words()),
                "Cannot certify " + quoted(words() + " on " + call.method()));
    return judged
        .worded(words() + " on " + call.method(), message)
        .withLine(
            "Contract: "
                + words()
                + " of "
                + declared.declaredIn()
                + "; called by "
                + call.caller());
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  private static String quotedPattern(String text) {
    return Pattern.quote(text);
  }
}
