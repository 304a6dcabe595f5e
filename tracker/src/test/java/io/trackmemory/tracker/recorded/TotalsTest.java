package io.trackmemory.tracker.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.hook.ScopeLedger;
import io.trackmemory.tracker.recorded.Totals.Amount;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TotalsTest {

  private static final Totals.Key MINE = new Totals.Key(1, "mine", 5);
  private static final Totals.Key OTHER = new Totals.Key(2, "other", 5);
  private static final Totals.Key ENDED =
      new Totals.Key(ScopeLedger.ENDED_ID, ScopeLedger.ENDED_NAME, 5);

  private static Totals of(Map<Totals.Key, Amount> rows) {
    return new Totals(rows, Optional.of(ENDED));
  }

  @Test
  void minus_leavesWhatCameSince_andNoEmptyRows() {
    Totals before = of(Map.of(MINE, new Amount(2, 16), OTHER, new Amount(1, 8)));
    Totals now = of(Map.of(MINE, new Amount(5, 40), OTHER, new Amount(1, 8)));
    assertThat(now.minus(before)).isEqualTo(of(Map.of(MINE, new Amount(3, 24))));
    assertThat(now.minus(Totals.NONE)).isEqualTo(now);
    assertThat(now.minus(before).count()).isEqualTo(3);
  }

  /* Its row became part of the sum of ended threads, with what it had before. */
  @Test
  void minus_ofAThreadThatEndedSince_isTakenOffTheSum() {
    Totals before = of(Map.of(MINE, new Amount(2, 16), ENDED, new Amount(1, 8)));
    assertThat(of(Map.of(ENDED, new Amount(9, 72))).minus(before))
        .isEqualTo(of(Map.of(ENDED, new Amount(6, 48))));
    assertThat(of(Map.of(ENDED, new Amount(3, 24))).minus(before)).isEqualTo(of(Map.of()));
    Totals.Key elsewhere = new Totals.Key(1, "mine", 6);
    assertThat(of(Map.of(elsewhere, new Amount(3, 24))).minus(of(Map.of(MINE, new Amount(1, 0)))))
        .isEqualTo(of(Map.of(elsewhere, new Amount(3, 24))));
  }

  @Test
  void ofThread_isItsOwn() {
    Totals all = of(Map.of(MINE, new Amount(2, 16), OTHER, new Amount(1, 8)));
    assertThat(all.ofThread(2)).isEqualTo(of(Map.of(OTHER, new Amount(1, 8))));
    assertThat(all.count()).isEqualTo(3);
  }
}
