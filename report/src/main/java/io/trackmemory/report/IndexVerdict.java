package io.trackmemory.report;

import static io.trackmemory.report.IndexEntryReader.get;
import static io.trackmemory.report.IndexEntryReader.whole;

import io.trackmemory.report.IndexEntry.Asked;
import io.trackmemory.report.IndexEntry.Line;
import io.trackmemory.report.IndexEntry.Measured;
import io.trackmemory.report.IndexEntry.Unit;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A verdict of a report that is read for the index.
 *
 * @param outcome how it ended
 * @param check what was checked
 * @param message the failure message
 * @param json all that is known of it
 */
record IndexVerdict(Outcome outcome, String check, String message, Map<?, ?> json) {

  /** Longest text beside a check that the index shows. */
  static final int MAX_TOLD_CHARS = 160;

  static IndexVerdict of(@Nullable Object value) {
    Map<?, ?> json = (Map<?, ?>) Optional.<Object>ofNullable(value).orElseThrow();
    return new IndexVerdict(
        Outcome.valueOf((String) get(json, "outcome")),
        (String) get(json, "check"),
        (String) get(json, "message"),
        json);
  }

  /**
   * The check whose message was thrown, else the first that failed, could not be certified, has a
   * figure, or was made at all.
   */
  static Optional<IndexVerdict> decisive(List<IndexVerdict> verdicts, String thrown) {
    IndexVerdict decisive = null;
    for (IndexVerdict verdict : verdicts) {
      if (decisive == null || verdict.weight(thrown) > decisive.weight(thrown)) {
        decisive = verdict;
      }
    }
    return Optional.ofNullable(decisive);
  }

  private int weight(String thrown) {
    if (isBroken() && isThrown(thrown)) {
      return 4;
    }
    return switch (outcome) {
      case FAILED -> 3;
      case UNCERTIFIED -> 2;
      case PASSED -> json.get("measure") == null ? 0 : 1;
    };
  }

  boolean isBroken() {
    return outcome != Outcome.PASSED;
  }

  boolean isThrown(String thrown) {
    return !thrown.isEmpty() && thrown.equals(message);
  }

  /** The first line of the message, where no figure tells what was seen. */
  String told() {
    if (!isBroken() || measured().isPresent()) {
      return "";
    }
    String first = message.lines().findFirst().orElse("");
    String told = first.endsWith(":") ? first.substring(0, first.length() - 1) : first;
    return VisibleText.line(told, MAX_TOLD_CHARS);
  }

  Asked asked(long more) {
    return new Asked(
        VisibleText.name(check), more, measured(), isBroken() ? line() : Optional.empty());
  }

  Optional<Measured> measured() {
    return measured(json);
  }

  /** What a check saw and allows, of a verdict or a check as JSON. */
  static Optional<Measured> measured(Map<?, ?> json) {
    return Optional.ofNullable((Map<?, ?>) json.get("measure"))
        .map(
            measure ->
                new Measured(
                    Unit.valueOf((String) get(measure, "unit")),
                    whole(measure, "limit"),
                    (boolean) get(measure, "exact"),
                    whole(measure, "atLeast"),
                    whole(measure, "atMost"),
                    measure.get("rate") instanceof Number rate
                        ? OptionalDouble.of(rate.doubleValue())
                        : OptionalDouble.empty()));
  }

  /** The line to blame if it is the user's, else the user's line that led to it. */
  private Optional<Line> line() {
    Optional<Map<?, ?>> blame = Optional.ofNullable((Map<?, ?>) json.get("blame"));
    return blame.map(
        part -> {
          Map<?, ?> line = (Map<?, ?>) get(part, "line");
          Map<?, ?> caller = (Map<?, ?>) part.get("caller");
          return line(caller == null || get(line, "origin").equals("USER") ? line : caller);
        });
  }

  private static Line line(Map<?, ?> line) {
    String type = (String) get(line, "class");
    String file = (String) line.get("file");
    Object number = line.get("line");
    return new Line(
        VisibleText.name(type.substring(type.lastIndexOf('.') + 1) + "." + get(line, "method")),
        file == null ? "" : VisibleText.name(number == null ? file : file + ":" + number),
        VisibleText.name(type));
  }
}
