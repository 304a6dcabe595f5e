package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.PeakChart.Mark;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakMoment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The coordinates of a passed limit: a bar from 0 to 1000. */
class PeakChartTest {

  private static PeakChart chart(long limit, long live, long atLeast, long atMost) {
    PeakMoment moment =
        new PeakMoment(
            limit,
            live,
            List.of(),
            "byte[]",
            1_016,
            Samples.user("com.acme.Packer", "pack", 7),
            Optional.empty(),
            List.of(),
            "main",
            true,
            Optional.empty());
    return PeakChart.of(moment, new PeakBracket(atLeast, atMost));
  }

  @Test
  void passedLimit_isGreyThenRedThenUnknown() {
    PeakChart chart = chart(2_048, 2_560, 3_072, 5_120);
    assertThat(chart.allowed()).isEqualTo("400.0");
    assertThat(chart.limit()).isEqualTo(new Mark("400.0", "406.0", "start", "limit 2 KiB"));
    assertThat(chart.beyond()).isEqualTo("200.0");
    assertThat(chart.unknownFrom()).isEqualTo("600.0");
    assertThat(chart.unknown()).isEqualTo("400.0");
    assertThat(chart.crossing())
        .isEqualTo(new Mark("500.0", "494.0", "end", "passed here, 2.5 KiB alive"));
    assertThat(chart.bracket()).isEqualTo("the peak was at least 3 KiB, at most 5 KiB");
    assertThat(chart.ticks())
        .containsExactly(
            new Mark("0.0", "0.0", "start", "0 B"),
            new Mark("200.0", "200.0", "middle", "1 KiB"),
            new Mark("400.0", "400.0", "middle", "2 KiB"),
            new Mark("600.0", "600.0", "middle", "3 KiB"),
            new Mark("800.0", "800.0", "middle", "4 KiB"),
            new Mark("1000.0", "1000.0", "end", "5 KiB"));
    assertThat(chart.label())
        .isEqualTo(
            "Live bytes passed the limit of 2 KiB with 2.5 KiB; the peak was at least 3 KiB, at"
                + " most 5 KiB");
  }

  @Test
  void limitOfNone_isAtTheLeft() {
    PeakChart chart = chart(0, 16, 16, 16);
    assertThat(chart.limit()).isEqualTo(new Mark("0.0", "6.0", "start", "limit 0 B"));
    assertThat(chart.allowed()).isEqualTo("0.0");
    assertThat(chart.beyond()).isEqualTo("1000.0");
    assertThat(chart.unknown()).isEqualTo("0.0");
  }

  @Test
  void figuresThatContradict_goNowhereNegative() {
    PeakChart chart = chart(64, 0, 0, 0);
    assertThat(chart.beyond()).isEqualTo("0.0");
    assertThat(chart.unknown()).isEqualTo("0.0");
    assertThat(chart.limit().x()).isEqualTo("1000.0");
  }

  @Test
  void hugeNumbers_stayWithinTheBar() {
    PeakChart chart = chart(1, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, Long.MAX_VALUE);
    assertThat(chart.beyond()).isEqualTo("500.0");
    assertThat(chart.unknown()).isEqualTo("500.0");
    assertThat(chart.ticks()).last().extracting(Mark::x).isEqualTo("1000.0");
  }
}
