package io.trackmemory.report;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * What the index keeps of one report: less than 1 KiB, as a run may have many thousands. Texts are
 * as they are printed, so no longer than {@code VisibleText} leaves them.
 *
 * @param ending how the test ended
 * @param testClass binary name of the test class
 * @param method name of the test method
 * @param invocation which invocation of it, the empty string for an ordinary test
 * @param displayName name as JUnit displays it
 * @param asked the check that the report is about, empty where none was made
 * @param told first line of what the test says where a check's figure does not say it, else the
 *     empty string
 * @param checks how many checks were made
 * @param limitBroken whether a check failed
 * @param totals what it allocated and left behind
 * @param since what became of it since the last run, empty where nothing is known of that
 * @param finishedAt when the test ended
 * @param elapsedNanos how long it took
 */
record IndexEntry(
    Ending ending,
    String testClass,
    String method,
    String invocation,
    String displayName,
    Optional<Asked> asked,
    String told,
    long checks,
    boolean limitBroken,
    ReportTotals totals,
    Optional<SinceLast> since,
    Instant finishedAt,
    long elapsedNanos) {

  /** How a test ended, in the order in which tests are listed. */
  enum Ending {
    /** It failed. */
    FAILED("failed"),
    /** What it asked could not be told. */
    UNCERTIFIED("cannot certify"),
    /** It was given up. */
    ABORTED("aborted"),
    /** None of these. */
    PASSED("passed");

    /** How it is told. */
    final String word;

    Ending(String word) {
      this.word = word;
    }
  }

  /**
   * A check.
   *
   * @param check in the user's words
   * @param more how many more were broken or could not be judged; of one that was kept, how many
   *     more were
   * @param measured what it saw and allows, empty where it has no such figure
   * @param line the line to blame, empty where there is none
   */
  record Asked(String check, long more, Optional<Measured> measured, Optional<Line> line) {

    private Asked sharing(UnaryOperator<String> shared) {
      return new Asked(shared.apply(check), more, measured, line.map(each -> each.sharing(shared)));
    }
  }

  /**
   * A figure against its limit.
   *
   * @param unit of which kind
   * @param limit what is allowed
   * @param exact whether precisely that was asked for
   * @param atLeast what was seen, at least
   * @param atMost at most
   * @param rate what was seen with each run, not rounded; empty for other units and in older files
   */
  record Measured(
      Unit unit, long limit, boolean exact, long atLeast, long atMost, OptionalDouble rate) {

    JsonObject json() {
      return new JsonObject()
          .with("unit", unit.name())
          .with("limit", limit)
          .with("exact", exact)
          .with("atLeast", atLeast)
          .with("atMost", atMost)
          .with("rate", rate);
    }
  }

  /** Kinds of figures, as the JSON calls them. */
  enum Unit {
    /** A number of objects. */
    OBJECTS,
    /** Bytes. */
    BYTES,
    /** Bytes that each run leaves. */
    BYTES_A_RUN
  }

  /**
   * A line of code.
   *
   * @param place {@code OrderBook.match}
   * @param source {@code OrderBook.java:42}, the empty string where not known
   * @param type binary name of the class
   */
  record Line(String place, String source, String type) {

    private Line sharing(UnaryOperator<String> shared) {
      return new Line(shared.apply(place), shared.apply(source), shared.apply(type));
    }
  }

  /** The same with one text for all that are equal, where tests have many in common. */
  IndexEntry sharing(UnaryOperator<String> shared) {
    return new IndexEntry(
        ending,
        shared.apply(testClass),
        shared.apply(method),
        shared.apply(invocation),
        displayName,
        asked.map(check -> check.sharing(shared)),
        shared.apply(told),
        checks,
        limitBroken,
        totals,
        since,
        finishedAt,
        elapsedNanos);
  }

  /** The test, as nothing else is called. */
  String id() {
    return testClass + "." + method + invocation;
  }
}
