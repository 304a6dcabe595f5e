package io.trackmemory.report.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.report.finding.Finding.Saving;
import io.trackmemory.report.finding.Finding.Severity;
import io.trackmemory.report.finding.Findings.Told;
import io.trackmemory.report.finding.ReportView.Paragraph;
import io.trackmemory.report.finding.ReportView.Part;
import io.trackmemory.report.finding.ReportView.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What users add, and the order of what is found. */
class FindingsTest {

  private static FindingRule rule(String name, Supplier<List<Finding>> found) {
    return new FindingRule() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Finding> find(Evidence seen) {
        return found.get();
      }
    };
  }

  private static Finding finding(String rule, Severity severity, long bytes) {
    return new Finding(
        rule,
        severity,
        "title",
        "evidence",
        Optional.of(Seen.LINE),
        "advice",
        Optional.of(new Saving(1, bytes)));
  }

  private static Findings of(FindingRule... rules) {
    return Findings.of(new Seen().evidence(), List.of(rules), List.of());
  }

  @Test
  void found_bySeverityThenSaving_onceForALineAndRule() {
    Findings findings =
        of(
            rule("a", () -> List.of(finding("a", Severity.LOW, 9_000))),
            rule(
                "b",
                () -> List.of(finding("b", Severity.HIGH, 10), finding("b", Severity.HIGH, 20))),
            rule("c", () -> List.of(finding("c", Severity.HIGH, 30))));
    assertThat(findings.found())
        .extracting(finding -> finding.rule() + finding.saves().orElseThrow().bytes())
        .containsExactly("c30", "b20", "a9000");
  }

  @Test
  void ruleThatThrows_isToldAndStopsNothing() {
    FindingRule nulls = rule("nulls", FindingsTest::nothing);
    Findings findings =
        of(
            rule(
                "broken",
                () -> {
                  throw new IllegalStateException("no data");
                }),
            nulls,
            rule("good", () -> List.of(finding("good", Severity.LOW, 1))));
    assertThat(findings.found()).extracting(Finding::rule).containsExactly("good");
    assertThat(findings.broken())
        .extracting(Told::cause)
        .satisfiesExactly(
            cause -> assertThat(cause).isEqualTo("java.lang.IllegalStateException: no data"),
            cause -> assertThat(cause).startsWith("java.lang.NullPointerException"));
  }

  @SuppressWarnings("NullAway") // what a user may do
  private static List<Finding> nothing() {
    @Nullable List<Finding> none = null;
    return none;
  }

  @Test
  void serviceThatCannotBeMade_isToldAndOthersAreFound() {
    Iterator<FindingRule> services =
        new Iterator<>() {
          private int asked;

          @Override
          public boolean hasNext() {
            return asked < 2;
          }

          @Override
          public FindingRule next() {
            if (asked++ == 0) {
              throw new ServiceConfigurationError("com.acme.Rule is no rule");
            }
            return rule("good", List::of);
          }
        };
    Services<FindingRule> found = Services.of(FindingRule.class, services);
    assertThat(found.found()).extracting(FindingRule::name).containsExactly("good");
    assertThat(found.broken())
        .extracting(Told::cause)
        .singleElement()
        .asString()
        .contains("no rule");
  }

  @Test
  void serviceFileThatIsBrokenForEver_ends() {
    Iterator<FindingRule> services =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            throw new ServiceConfigurationError("torn");
          }

          @Override
          public FindingRule next() {
            throw new AssertionError();
          }
        };
    assertThat(Services.of(FindingRule.class, services).broken()).hasSize(20);
  }

  @Test
  void viewThatThrows_isToldAndOthersAreShown() {
    List<ReportView> views = new ArrayList<>();
    views.add(
        view(
            () -> {
              throw new StackOverflowError();
            }));
    views.add(view(List::of));
    views.add(view(() -> List.of(new Paragraph("text"))));
    OwnViews shown = OwnViews.of(new Seen().evidence(), views, List.of());
    assertThat(shown.broken())
        .extracting(Told::cause)
        .containsExactly("java.lang.StackOverflowError");
    assertThat(shown.shown())
        .containsExactly(new OwnViews.Section("mine", List.of(new Paragraph("text"))));
  }

  private static ReportView view(Supplier<List<Part>> parts) {
    return new ReportView() {
      @Override
      public String title() {
        return "mine";
      }

      @Override
      public List<Part> show(Evidence seen) {
        return parts.get();
      }
    };
  }

  @Test
  void finding_withoutWords_isRefused() {
    assertThatThrownBy(
            () ->
                new Finding(
                    "a", Severity.LOW, " ", "", Optional.empty(), "advice", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a finding must have a rule, a title and an advice: \"a\", \" \", \"advice\"");
    assertThatThrownBy(() -> new Saving(-1, 0))
        .hasMessage("a saving must not be negative: -1 objects, 0 bytes");
  }

  @Test
  void table_withARowTooShort_isRefused() {
    assertThatThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row must have a cell for each of 2 heads: [1]");
  }
}
