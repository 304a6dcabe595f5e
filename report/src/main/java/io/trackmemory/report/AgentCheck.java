package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.MessageEnd;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One check of a short form: its limit and what was seen, or its message where that is no figure,
 * the lines to blame with their source, what holds a leak, what would accept it.
 *
 * @param content of the test
 * @param verdict the check
 * @param detail how much is told
 */
record AgentCheck(ReportContent content, Verdict verdict, AgentDetail detail) {

  /**
   * Adds it.
   *
   * @param known lines whose source was told before; those of this check join them
   */
  void addTo(List<String> parts, Set<AllocationSite> known) {
    parts.add(
        "## "
            + name(verdict.check())
            + (verdict.outcome() == Outcome.FAILED ? " failed" : " cannot be certified"));
    List<String> facts = facts();
    if (!facts.isEmpty()) {
      parts.add(String.join("\n", facts));
    }
    if (isTold()) {
      parts.add(Markdown.block("", message(), 2 * detail.nameChars()));
    }
    List<String> source = detail.source() ? source(known) : List.of();
    if (!source.isEmpty()) {
      parts.add(Markdown.block("", source, detail.nameChars()));
    }
    leak().ifPresent(leak -> addChain(parts, leak));
  }

  /** All that is told of it in one line. */
  String line() {
    String seen =
        verdict
            .measure()
            .filter(measure -> !isUncertified())
            .map(AgentCheck::figures)
            .orElseGet(() -> name(verdict.message().lines().findFirst().orElse("")));
    return "- "
        + name(verdict.check())
        + ": "
        + seen
        + leak().map(leak -> ". Held by " + name(leak.signature())).orElse("");
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    if (verdict.measure().isPresent() && !isUncertified()) {
      facts.add("- " + figures(verdict.measure().get()));
    } else if (!isTold()) {
      verdict.message().lines().limit(1).forEach(line -> facts.add("- In words: " + name(line)));
    }
    verdict.askedAt().ifPresent(line -> facts.add("- Asked at " + name(line.toString())));
    if (!isTold()) {
      shown().forEach(row -> facts.add("- To blame: " + row(row)));
      int more = verdict.blamed().size() - shown().size();
      if (more > 0) {
        facts.add("- ... and " + Numbers.count(more, "more line"));
      }
    }
    if (!verdict.accept().isEmpty()) {
      facts.add(
          "- To accept, only if that is intended (rather change the code): "
              + Markdown.wholeCode(verdict.accept(), 2 * detail.nameChars())
                  .orElse("see the page"));
    }
    return facts;
  }

  private static String figures(Measure seen) {
    return "Limit: "
        + (seen.exact() ? "exactly " : "")
        + LimitBar.exact(seen, seen.limit())
        + ". Seen: "
        + LimitBar.seen(seen);
  }

  private List<SiteStatistics> shown() {
    return verdict.blamed().stream().limit(detail.rows()).toList();
  }

  private String row(SiteStatistics row) {
    return Numbers.count(row.count())
        + " x "
        + name(row.typeName())
        + ", "
        + Numbers.exact(row.bytes())
        + ", "
        + name(row.site().toString())
        + row.caller().map(caller -> " called by " + name(caller.toString())).orElse("");
  }

  private boolean isUncertified() {
    return verdict.outcome() == Outcome.UNCERTIFIED;
  }

  /* What has no figures, or more than two of them, is told by its message. */
  private boolean isTold() {
    return isUncertified()
        || (verdict.measure().isEmpty() && !isAboutLeaks())
        || !verdict.changes().isEmpty()
        || verdict.about() == About.GROWTH;
  }

  private List<String> message() {
    String text =
        isUncertified()
            ? VerdictHead.cause(verdict)
            : MessageEnd.withoutReports(MessageEnd.of(verdict.message()).before());
    return text.lines().limit(detail.messageLines()).toList();
  }

  /* The line to look at first with those around it, others alone. */
  private List<String> source(Set<AllocationSite> known) {
    Blame blame = Blame.of(verdict.blamed());
    List<String> lines = new ArrayList<>();
    for (AllocationSite line : shown().stream().map(blame::line).distinct().toList()) {
      if (known.add(line)) {
        boolean first = lines.isEmpty();
        content.sources().around(line).ifPresent(found -> addSource(lines, found, first));
      }
    }
    return lines;
  }

  private static void addSource(List<String> lines, Excerpt found, boolean around) {
    lines.add(found.file());
    for (int i = 0; i < found.lines().size(); i++) {
      boolean hit = i == found.hit();
      if (hit || around) {
        lines.add((hit ? "> " : "  ") + (found.firstLine() + i) + "  " + found.lines().get(i));
      }
    }
  }

  /* The one that the message tells first. */
  private Optional<Leak> leak() {
    if (!isAboutLeaks() || isUncertified()) {
      return Optional.empty();
    }
    List<Leak> found = LeakLook.of(verdict, content.report()).result().leaks();
    return verdict.blamed().stream()
        .flatMap(row -> found.stream().filter(leak -> leak.objects().contains(row)))
        .findFirst()
        .map(leak -> leak.with(blamed(leak), leak.retainedBytes()))
        .or(() -> found.stream().findFirst());
  }

  private boolean isAboutLeaks() {
    return verdict.about() == About.LEAKS || verdict.about() == About.OFF_HEAP_LEAKS;
  }

  private List<SiteStatistics> blamed(Leak leak) {
    return leak.objects().stream().filter(verdict.blamed()::contains).toList();
  }

  private void addChain(List<String> parts, Leak leak) {
    parts.add(
        "Held by "
            + name(leak.signature())
            + ", "
            + Numbers.orNotAvailable(leak.retainedBytes(), Numbers::exact)
            + " retained"
            + (leak.suspectIndex().isPresent()
                ? "; `>` is the first reference of your own code:"
                : ":"));
    List<String> lines = new ArrayList<>(List.of(leak.rootDescription()));
    List<ChainLink> chain = leak.chain();
    int suspect = leak.suspectIndex().orElse(-1);
    int skipped = 0;
    for (int i = 0; i < chain.size(); i++) {
      if (i >= detail.links() - 1 && i < chain.size() - 1 && i != suspect) {
        skipped++;
        continue;
      }
      if (skipped > 0) {
        lines.add("  ... " + Numbers.count(skipped, "more reference"));
        skipped = 0;
      }
      lines.add((i == suspect ? "> " : "  ") + chain.get(i));
    }
    parts.add(Markdown.block("", lines, detail.nameChars()));
  }

  private String name(String name) {
    return Markdown.code(name, detail.nameChars());
  }
}
