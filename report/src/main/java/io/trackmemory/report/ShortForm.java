package io.trackmemory.report;

import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.spi.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A failure in short, for where people and tools look before they open a page.
 *
 * @param file the Markdown file that has it
 * @param text what is in it, below 2,000 characters
 * @param title what broke, and in which test: one line
 * @param sentence what was asked and what was seen: one line
 * @param source the file of the line to look at, where it is at hand
 * @param line its number, 0 where there is none
 */
public record ShortForm(
    Path file, String text, String title, String sentence, Optional<Path> source, int line) {

  private static final int MAX_TITLE_CHARS = 200;
  private static final int MAX_SENTENCE_CHARS = 400;

  static ShortForm of(ReportContent content, Path file) {
    Optional<Verdict> told = content.decisive().filter(each -> content.isOfDecisive());
    String what =
        told.map(Verdict::check)
            .or(() -> content.failure().map(failure -> BlamedLine.simple(failure.type())))
            .orElse("");
    String sentence =
        told.map(Verdict::message)
            .or(() -> content.failure().map(Failure::message))
            .flatMap(message -> message.lines().findFirst())
            .orElse("");
    Optional<AllocationSite> line =
        told.flatMap(verdict -> line(verdict))
            .filter(each -> content.sources().file(each).isPresent());
    return new ShortForm(
        file,
        AgentText.of(content),
        VisibleText.line(what + " in " + name(content.report().test()), MAX_TITLE_CHARS),
        VisibleText.line(sentence, MAX_SENTENCE_CHARS),
        line.flatMap(each -> content.sources().file(each)),
        line.map(AllocationSite::line).orElse(0));
  }

  private static String name(TestId test) {
    return BlamedLine.simple(test.testClass()) + "." + test.method() + test.invocation();
  }

  /* The line of the user's own that is to blame, else the one that asked. */
  private static Optional<AllocationSite> line(Verdict verdict) {
    List<AllocationSite> blamed =
        verdict.blamed().stream().limit(1).map(Blame.of(verdict.blamed())::line).toList();
    return blamed.stream()
        .filter(each -> each.origin() == Origin.USER)
        .findFirst()
        .or(verdict::askedAt);
  }
}
