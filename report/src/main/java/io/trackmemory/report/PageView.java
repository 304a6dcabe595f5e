package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the template of a test's page shows. Components are the keys of the template.
 *
 * @param assets style, script and policy
 * @param name display name of the test
 * @param id class, method and invocation
 * @param testClass simple name of the class
 * @param json name of the JSON beside the page, as an address
 * @param nav ways to other pages
 * @param icon which sign stands for how it ended
 * @param style how that is painted
 * @param verdict how the test ended, in words
 * @param took how long it took
 * @param finished when it ended
 * @param head what the page is about
 * @param more other checks that were broken or could not be judged
 * @param agent the same as plain text, for whoever mends it by a tool
 * @param rerun the command that runs the test again
 * @param changes what is not as a baseline has it, none or one
 * @param why the rows that the check is about, by the user's own lines
 * @param whyTitle what these are
 * @param leaksFirst whether leaks are what the page is about
 * @param growthFirst whether growth is
 * @param searched whether a check was about leaks, none or one
 * @param searches what was found
 * @param growth what repeated runs left behind, none or one section
 * @param peak where live bytes passed a limit
 * @param ladder what checks saw over sizes of the work, none or one section
 * @param time what happened when
 * @param lanes when each thread worked, none or one
 * @param handedOver what one thread made and another holds
 * @param flame the call stacks of what the page's check saw, none or one
 * @param sizes how large its objects are
 * @param measurements what the page's check saw, then the test's own scope
 * @param score grades
 * @param findings what rules found
 * @param views sections that users add
 * @param conditions where the test ran
 * @param failures messages of what broke
 * @param stackTraces where it was thrown, none or one
 * @param verdicts all checks
 */
record PageView(
    Assets assets,
    String name,
    String id,
    String testClass,
    String json,
    NavView nav,
    Icon icon,
    String style,
    String verdict,
    String took,
    String finished,
    VerdictHead head,
    List<Listed<VerdictHead>> more,
    String agent,
    String rerun,
    List<ChangesView> changes,
    WhyView why,
    String whyTitle,
    boolean leaksFirst,
    boolean growthFirst,
    boolean searched,
    List<LeakSearchView> searches,
    List<Listed<GrowthView>> growth,
    List<PeakView> peak,
    List<Listed<LadderView>> ladder,
    TimelineView time,
    List<LanesView> lanes,
    List<HandOverView> handedOver,
    List<FlameView> flame,
    SizesView sizes,
    List<MeasurementView> measurements,
    List<GradeView> score,
    FindingsView findings,
    List<OwnSection> views,
    List<Fact> conditions,
    List<FailureView> failures,
    List<String> stackTraces,
    List<VerdictView> verdicts) {

  /** Longest message that a page shows, in characters. */
  static final int MAX_MESSAGE_CHARS = 20_000;

  /** A message and the type of what was thrown, the empty string for a check's own. */
  record FailureView(String type, String message) {}

  /**
   * Which sign the template draws.
   *
   * @param cross of what failed
   * @param tick of what passed
   * @param question of what nobody can tell
   * @param dash of what was given up
   */
  record Icon(boolean cross, boolean tick, boolean question, boolean dash) {}

  static PageView of(ReportContent content) {
    TestReport report = content.report();
    State state = State.of(content);
    VerdictHead head = PageHeads.head(content, state);
    List<VerdictHead> more = PageHeads.others(content);
    Optional<About> about = content.decisive().map(Verdict::about);
    List<SiteStatistics> blamed = content.broken().map(Verdict::blamed).orElse(List.of());
    boolean figures = about.filter(each -> each == About.FIGURES).isPresent() && !blamed.isEmpty();
    return new PageView(
        Assets.shared(),
        VisibleText.name(report.displayName()),
        VisibleText.name(report.test().toString()),
        VisibleText.name(BlamedLine.simple(report.test().testClass())),
        NavView.of(report.test()).json(),
        NavView.of(report.test()),
        state.icon(),
        state.style(),
        state.words(),
        Numbers.elapsed(report.elapsed()),
        Numbers.time(report.finishedAt()),
        head,
        Listed.of(more),
        AgentText.of(content),
        Rerun.of(report.test()),
        ChangesView.of(content.broken().map(Verdict::changes).orElse(List.of())),
        WhyView.of(
            figures ? blamed : content.measurements().get(0).snapshot().sites(),
            content.measurements().get(0).snapshot().uncertified().isEmpty(),
            content.sources()),
        figures ? "Why" : "Allocations",
        about.filter(PageView::isOfLeaks).isPresent(),
        about.filter(each -> each == About.GROWTH).isPresent(),
        !content.leakSearches().isEmpty(),
        content.leakSearches().stream().map(LeakSearchView::of).toList(),
        Listed.of(content.growth().stream().map(GrowthView::of).toList()),
        PeakView.of(content.measurements().get(0).snapshot()),
        Listed.of(LadderView.all(report)),
        TimelineView.of(report.snapshot(), report.elapsed()),
        LanesView.of(content.measurements().get(0).snapshot()),
        HandOverView.of(content.leakSearches()),
        List.of(FlameView.of(content.measurements().get(0))),
        SizesView.of(content.measurements().get(0)),
        measurements(content),
        content.judged().grades().stream().map(GradeView::of).toList(),
        FindingsView.of(content.judged(), content.sources()),
        OwnSection.all(content.judged().views()),
        ConditionFacts.of(content.conditions()),
        failures(content),
        content.failure().stream()
            .map(failure -> VisibleText.lines(failure.stackTrace(), MAX_MESSAGE_CHARS))
            .toList(),
        VerdictView.all(report.checks()));
  }

  private static boolean isOfLeaks(About about) {
    return about == About.LEAKS || about == About.OFF_HEAP_LEAKS;
  }

  /** How a test ended: its status, or that nobody can judge it. */
  enum State {
    FAILED,
    CANNOT_CERTIFY,
    ABORTED,
    PASSED;

    static State of(ReportContent content) {
      boolean uncertified =
          content.decisive().filter(each -> each.outcome() == Outcome.UNCERTIFIED).isPresent();
      return switch (content.report().status()) {
        case PASSED -> PASSED;
        case ABORTED -> uncertified ? CANNOT_CERTIFY : ABORTED;
        case FAILED -> uncertified && content.isOfDecisive() ? CANNOT_CERTIFY : FAILED;
      };
    }

    String style() {
      return this == FAILED ? "bad" : this == PASSED ? "good" : "";
    }

    Icon icon() {
      return new Icon(this == FAILED, this == PASSED, this == CANNOT_CERTIFY, this == ABORTED);
    }

    String words() {
      String words = name().replace('_', ' ').toLowerCase(Locale.ROOT);
      return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
  }

  /** What was thrown, then the messages of failed checks that it does not contain. */
  private static List<FailureView> failures(ReportContent content) {
    List<FailureView> failures = new ArrayList<>();
    content.failure().map(PageView::failure).ifPresent(failures::add);
    String thrown = content.failure().map(Failure::message).orElse("");
    content.report().verdicts().stream()
        .filter(verdict -> verdict.outcome() != Outcome.PASSED)
        .map(Verdict::message)
        .filter(message -> !message.isBlank() && !thrown.contains(message))
        .distinct()
        .forEach(message -> failures.add(new FailureView("", text(message))));
    return failures;
  }

  private static FailureView failure(Failure failure) {
    String message = failure.message().isBlank() ? "(no message)" : failure.message();
    return new FailureView(VisibleText.name(failure.type()), text(message));
  }

  private static String text(String message) {
    return VisibleText.lines(message.strip(), MAX_MESSAGE_CHARS);
  }

  private static List<MeasurementView> measurements(ReportContent content) {
    List<MeasurementView> views = new ArrayList<>();
    content
        .measurements()
        .forEach(measurement -> views.add(MeasurementView.of(measurement, views.isEmpty())));
    return views;
  }
}
