package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.question.HeapCensus.Size;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassHistogramTest {

  @Test
  void parse_sumsHiddenClassesAndLeavesOutOurs() {
    ClassHistogram histogram =
        ClassHistogram.parse(
            """
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:         12345        1234567  [B (java.base@17.0.15)
               2:             2             48  com.acme.Foo$$Lambda$14/0x0000000800c03000
               3:             1             24  com.acme.Foo$$Lambda$15/0x0000000800c03008
               4:             9            999  io.trackmemory.tracker.spi.Settings
               5:             9            999  [Ljava.lang.TrackMemoryAccount;
               6:             9            999  [[Lio.trackmemory.dsl.Range;
            Total         12375        1237636
            """);
    assertThat(histogram.classes())
        .containsOnlyKeys("[B", "com.acme.Foo$$Lambda")
        .containsEntry("[B", new Size(12_345, 1_234_567))
        .containsEntry("com.acme.Foo$$Lambda", new Size(3, 72));
  }

  @Test
  void hasMoreThan_ofAnyClass() {
    ClassHistogram before = ClassHistogram.parse("1: 5 80 A\n2: 5 80 B\n");
    assertThat(before.hasMoreThan(before)).isFalse();
    assertThat(ClassHistogram.parse("1: 4 80 A\n").hasMoreThan(before)).isFalse();
    assertThat(ClassHistogram.parse("1: 6 80 A\n").hasMoreThan(before)).isTrue();
    assertThat(ClassHistogram.parse("1: 5 88 A\n").hasMoreThan(before)).isTrue();
    assertThat(ClassHistogram.parse("1: 1 16 C\n").hasMoreThan(before)).isTrue();
  }

  @Test
  void take_countsWhatIsAlive() {
    List<Counted> alive = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      alive.add(new Counted());
    }
    ClassHistogram histogram = ClassHistogram.take().orElseThrow();
    assertThat(histogram.classes())
        .hasEntrySatisfying(
            "java.lang.String", size -> assertThat(size.count()).isGreaterThan(1_000));
    assertThat(histogram.classes()).doesNotContainKey(Counted.class.getName());
    assertThat(alive).hasSize(1_000);
  }

  private static final class Counted {}
}
