package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.MessageEnd;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one check comes to: a sentence, the figure seen against its limit, the line to blame and how
 * to accept it. Components are the keys of the template.
 *
 * @param id of its place on the page
 * @param code what was asked, in its user's words
 * @param text what became of it, to be read after {@code code}
 * @param style how its figures are painted: bad, good or nothing
 * @param factors seen as a part of what was allowed, none or one
 * @param bars the same as a bar, none or one
 * @param asked the line that asked, may be empty
 * @param blamed the line to look at first, none or one
 * @param causes why nobody can tell, none or one
 * @param accept the code that would accept it, none or one
 * @param section where the page tells more
 */
record VerdictHead(
    String id,
    String code,
    String text,
    String style,
    List<Factor> factors,
    List<LimitBar> bars,
    String asked,
    List<BlamedLine> blamed,
    List<String> causes,
    List<String> accept,
    String section) {

  private static final int MAX_CAUSE_CHARS = 2_000;

  /* [description] Expecting the action to make ... but it made 5 (128 B): */
  private static final Pattern FAILED =
      Pattern.compile("(?:\\[.*?\\] )?Expecting (.+?) to .+? but (.+?):?");

  /** A figure in large, and what it is. */
  record Factor(String figure, String of) {}

  static VerdictHead of(int number, Verdict verdict, Sources sources) {
    String first = verdict.message().lines().findFirst().orElse("");
    String cause = verdict.outcome() == Outcome.UNCERTIFIED ? cause(verdict) : "";
    return new VerdictHead(
        "accept" + number,
        VisibleText.name(verdict.check()),
        VisibleText.line(text(verdict.outcome(), first), 400),
        style(verdict.outcome()),
        factors(verdict),
        verdict.measure().map(measure -> LimitBar.of(measure, verdict.outcome())).stream().toList(),
        verdict.askedAt().map(line -> "asked at " + BlamedLine.place(line)).orElse(""),
        BlamedLine.of(verdict, sources).stream().toList(),
        cause.isEmpty() ? List.of() : List.of(VisibleText.lines(cause, MAX_CAUSE_CHARS)),
        verdict.accept().isEmpty()
            ? List.of()
            : List.of(VisibleText.line(verdict.accept(), MAX_CAUSE_CHARS)),
        section(verdict));
  }

  private static String style(Outcome outcome) {
    return switch (outcome) {
      case FAILED -> "bad";
      case PASSED -> "good";
      case UNCERTIFIED -> "";
    };
  }

  private static String text(Outcome outcome, String first) {
    return switch (outcome) {
      case PASSED -> "was kept";
      case UNCERTIFIED -> "could not be judged";
      case FAILED -> failed(first);
    };
  }

  private static String failed(String first) {
    Matcher parts = FAILED.matcher(first);
    if (!parts.matches()) {
      return first.isEmpty() ? "was not kept" : "was not kept: " + first;
    }
    String seen = parts.group(2);
    return "but " + (seen.startsWith("it ") ? parts.group(1) + seen.substring(2) : seen);
  }

  /** What follows "Cannot certify ... of the action: "; addresses stand elsewhere. */
  static String cause(Verdict verdict) {
    String message = MessageEnd.withoutReports(verdict.message());
    String begin = "Cannot certify " + verdict.check();
    int colon = message.startsWith(begin) ? message.indexOf(": ", begin.length()) : -1;
    return colon < 0 ? message : message.substring(colon + 2);
  }

  private static List<Factor> factors(Verdict verdict) {
    Optional<Measure> measure = verdict.measure();
    if (measure.isEmpty() || verdict.outcome() == Outcome.UNCERTIFIED) {
      return List.of();
    }
    Measure seen = measure.get();
    List<Factor> factors = new ArrayList<>();
    if (verdict.outcome() == Outcome.PASSED) {
      if (seen.limit() > 0 && !seen.exact()) {
        factors.add(new Factor(percent(seen), "of the limit"));
      }
    } else if (seen.limit() > 0 && !seen.exact() && seen.atLeast() > seen.limit()) {
      double times = (double) seen.atLeast() / seen.limit();
      factors.add(new Factor(Numbers.rate(times) + "\u00d7", "the limit"));
    } else {
      String asked =
          seen.exact() ? "asked for " + LimitBar.amount(seen, seen.limit()) : "none allowed";
      factors.add(new Factor(LimitBar.least(seen), asked));
    }
    return factors;
  }

  private static String percent(Measure seen) {
    return Math.round(100.0 * seen.atMost() / seen.limit()) + " %";
  }

  private static String section(Verdict verdict) {
    return switch (verdict.about()) {
      case FIGURES -> "#why";
      case LEAKS, OFF_HEAP_LEAKS -> "#leaks";
      case GROWTH -> "#growth";
    };
  }
}
