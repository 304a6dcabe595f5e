package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.ThreadStatistics;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Threads on the page, by bytes. */
class ThreadRowTest {

  private static String table(ThreadStatistics... threads) {
    return Templates.render("{{>threads.mustache}}", ThreadRow.table(List.of(threads), 300));
  }

  private static ThreadStatistics thread(
      String name, boolean own, long bytes, OptionalLong cpu, long given, long run) {
    return new ThreadStatistics(
        name, 1, own, 4, bytes, cpu, given, run, new PeakBracket(16, bytes));
  }

  @Test
  void threads_areRankedByBytes() {
    assertThat(
            table(
                thread("pool-1", false, 3_072, OptionalLong.of(950_000), 0, 8),
                thread("main", true, 1_024, OptionalLong.empty(), 8, 0)))
        .containsSubsequence(
            "<td class=\"n opt dd\">1</td><th scope=\"row\" class=\"m\">pool-1</th>"
                + "<td class=\"opt d\">consumer</td><td class=\"n\" data-v=\"4\">4</td>"
                + "<td class=\"n\" data-v=\"3072\" title=\"3,072 B\">3 KiB</td>",
            "<rect class=\"b1\" width=\"75.0%\"",
            "<td class=\"n opt\">75.0 %</td><td class=\"n opt\" data-v=\"768\">768 B</td>",
            "title=\"at least 16 B, at most 3,072 B\">≤ 3 KiB</td>",
            "data-v=\"950000\">950 µs</td><td class=\"n opt\">0 / 8</td>",
            "<td class=\"n opt dd\">2</td><th scope=\"row\" class=\"m\">main</th>"
                + "<td class=\"opt d\">test, producer</td>",
            "data-v=\"-1\" title=\"the JVM counts none for virtual threads\">n/a</td>");
  }

  @Test
  void peakThatIsKnown_isNoBound() {
    assertThat(table(thread("main", true, 16, OptionalLong.empty(), 0, 0)))
        .contains(">16 B</td>")
        .doesNotContain("≤");
  }

  @Test
  void noThread_saysNone() {
    assertThat(table()).contains("None.");
  }

  @Test
  void hostileName_isText() {
    assertThat(table(thread("<script>\u202e", false, 32, OptionalLong.empty(), 0, 0)))
        .contains("&lt;script&gt;\\u202e")
        .doesNotContain("<script>");
  }
}
