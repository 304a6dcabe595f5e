package io.trackmemory.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One cell of the scorecard: a figure, and the grade that a published formula gives it.
 *
 * @param of what is graded
 * @param label the same in words
 * @param shown the figure in words, empty where it is not known
 * @param mark the grade; empty where there is none
 * @param words the grade in words, or why there is none
 * @param formula how it is told, with its numbers; where there is none, what to write for one
 * @param value what the formula gives
 * @param goodTo up to this it is good
 * @param fairTo up to this it is fair, above it poor
 */
record Grade(
    Of of,
    String label,
    String shown,
    Optional<Mark> mark,
    String words,
    String formula,
    OptionalDouble value,
    OptionalDouble goodTo,
    OptionalDouble fairTo) {

  /** What is graded. */
  enum Of {
    ALLOCATION,
    COLLECTIONS,
    PEAK,
    LEAKS,
    GROWTH,
    THREADS
  }

  /** A grade. */
  enum Mark {
    GOOD,
    FAIR,
    POOR;

    String words() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Without a grade. */
  static Grade none(Of of, String label, String shown, String words, String formula) {
    return new Grade(
        of,
        label,
        shown,
        Optional.empty(),
        words,
        formula,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  /** With a grade that is told already, of the same figure. */
  Grade marked(Mark grade, String inWords, double of, double good, double fair) {
    return new Grade(
        this.of,
        label,
        shown,
        Optional.of(grade),
        inWords,
        formula,
        OptionalDouble.of(of),
        OptionalDouble.of(good),
        OptionalDouble.of(fair));
  }

  /** With the grade that a value has by its thresholds. */
  Grade marked(double of, double good, double fair) {
    Mark grade = of <= good ? Mark.GOOD : of <= fair ? Mark.FAIR : Mark.POOR;
    return marked(grade, grade.words(), of, good, fair);
  }

  JsonObject json() {
    return new JsonObject()
        .with("of", of.name())
        .with("grade", mark.map(Mark::name))
        .with("value", value)
        .with("goodTo", goodTo)
        .with("fairTo", fairTo)
        .with("shown", Optional.of(shown).filter(text -> !text.isEmpty()))
        .with("words", words)
        .with("formula", formula);
  }
}
