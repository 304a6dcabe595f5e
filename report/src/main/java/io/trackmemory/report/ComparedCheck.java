package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Measured;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A check in two runs, or in one of them.
 *
 * @param before what the first run says of it
 * @param after what the second says
 * @param figure what both saw, empty where one has no figure, or one of another kind
 * @param change what became of it; a check that is in one run only and passed has not changed
 */
record ComparedCheck(
    Optional<Made> before, Optional<Made> after, Optional<ComparedFigure> figure, Change change) {

  /**
   * A check that was made.
   *
   * @param check in the user's words
   * @param outcome how it ended
   * @param measured what it saw and allows
   */
  record Made(String check, Outcome outcome, Optional<Measured> measured) {

    static Made of(IndexVerdict verdict) {
      return new Made(VisibleText.name(verdict.check()), verdict.outcome(), verdict.measured());
    }

    /** How it ended, in a word. */
    String ended() {
      return switch (outcome) {
        case PASSED -> "passed";
        case FAILED -> "failed";
        case UNCERTIFIED -> "cannot certify";
      };
    }

    /** The check without its numbers, which is the same check where its limit was changed. */
    private String withoutNumbers() {
      return check.replaceAll(
          "\\b(bytes|kib|mib|gib)\\([^()]*\\)|\\d[\\d_.]*L?( ?[KMGkmg]?i?[Bb]\\b)?", "#");
    }
  }

  /** Pairs the checks of two reports of a test: by their words, then by these without numbers. */
  static List<ComparedCheck> of(
      List<IndexVerdict> before, List<IndexVerdict> after, Optional<String> bytes, Slack slack) {
    return between(
        before.stream().map(Made::of).toList(),
        after.stream().map(Made::of).toList(),
        bytes,
        slack);
  }

  static List<ComparedCheck> between(
      List<Made> before, List<Made> after, Optional<String> bytes, Slack slack) {
    List<Made> was = new ArrayList<>(before);
    List<Made> is = new ArrayList<>(after);
    List<ComparedCheck> checks = new ArrayList<>();
    for (Function<Made, String> words :
        List.<Function<Made, String>>of(Made::check, Made::withoutNumbers)) {
      for (Made made : List.copyOf(is)) {
        was.stream()
            .filter(each -> words.apply(each).equals(words.apply(made)))
            .findFirst()
            .ifPresent(
                first -> {
                  was.remove(first);
                  is.remove(made);
                  checks.add(both(first, made, bytes, slack));
                });
      }
    }
    is.forEach(
        made ->
            checks.add(
                new ComparedCheck(
                    Optional.empty(),
                    Optional.of(made),
                    Optional.empty(),
                    made.outcome() == Outcome.PASSED ? Change.SAME : Change.WORSE)));
    was.forEach(
        made ->
            checks.add(
                new ComparedCheck(
                    Optional.of(made), Optional.empty(), Optional.empty(), Change.SAME)));
    return List.copyOf(checks);
  }

  private static ComparedCheck both(Made was, Made is, Optional<String> bytes, Slack slack) {
    Optional<ComparedFigure> figure =
        was.measured()
            .flatMap(
                seen ->
                    is.measured()
                        .filter(now -> now.unit() == seen.unit())
                        .map(now -> figure(seen, now, bytes, slack)));
    Change change =
        Change.ofAll(
            List.of(
                outcome(was.outcome(), is.outcome()),
                figure.map(ComparedFigure::change).orElse(Change.SAME),
                figure.isEmpty() || limit(was).equals(limit(is)) ? Change.SAME : Change.CHANGED));
    return new ComparedCheck(Optional.of(was), Optional.of(is), figure, change);
  }

  private static ComparedFigure figure(
      Measured was, Measured is, Optional<String> bytes, Slack slack) {
    ComparedFigure figure =
        ComparedFigure.of(is.unit(), Optional.of(seen(was)), Optional.of(seen(is)), false, slack);
    return figure.isBytes() && bytes.isPresent() ? figure.incomparable() : figure;
  }

  private static Bounds seen(Measured measured) {
    return new Bounds(measured.atLeast(), measured.atMost());
  }

  private static Optional<Long> limit(Made made) {
    return made.measured().map(Measured::limit);
  }

  /** What cannot be judged is no better than what fails, and worse than what passes. */
  private static Change outcome(Outcome was, Outcome is) {
    if (was == is) {
      return Change.SAME;
    }
    if (is == Outcome.PASSED) {
      return Change.BETTER;
    }
    return was == Outcome.PASSED || is == Outcome.FAILED ? Change.WORSE : Change.CHANGED;
  }

  /** Whether figures are compared. */
  boolean isByFigure() {
    return figure.filter(ComparedFigure::comparable).isPresent();
  }

  /** Whether one run only has a figure of that kind, so that no figures are compared. */
  boolean isByOutcomeOnly() {
    return figure.isEmpty()
        && before.isPresent()
        && after.isPresent()
        && (before.get().measured().isPresent() || after.get().measured().isPresent());
  }

  /** As the second run has it, else the first. */
  String name() {
    return after.or(() -> before).orElseThrow().check();
  }
}
