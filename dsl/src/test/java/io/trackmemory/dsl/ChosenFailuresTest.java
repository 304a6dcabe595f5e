package io.trackmemory.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.NumberedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which allocations fail. */
class ChosenFailuresTest {

  private static NumberedRun.Line line(long count, long first, long second, long last) {
    AllocationSite site = new AllocationSite("A", "a", "A.java", 1, Origin.USER);
    return new NumberedRun.Line(
        new SiteStatistics("byte[]", site, Optional.empty(), 0, "", true, count, 0),
        first,
        second,
        last);
  }

  private static NumberedRun run(long made, List<NumberedRun.Line> lines) {
    return new NumberedRun(
        made, lines, Optional.empty(), false, Optional.empty(), Optional.empty(), false);
  }

  @Test
  void upToAThousand_eachOne() {
    assertThat(ChosenFailures.of(run(0, List.of())).numbers()).isEmpty();
    ChosenFailures all = ChosenFailures.of(run(1_000, List.of(line(1_000, 1, 2, 1_000))));
    assertThat(all.numbers()).hasSize(1_000).startsWith(1L, 2L).endsWith(1_000L);
    assertThat(all.tried(7)).isEqualTo("7 of 1000 allocations (seed 1)");
  }

  @Test
  void beyond_theFirstSecondAndLastOfEachLine_andASampleThatIsTheSameEachTime() {
    NumberedRun run =
        run(50_000, List.of(line(49_998, 1, 2, 50_000), line(1, 777, 0, 777), line(1, 3, 0, 3)));
    ChosenFailures some = ChosenFailures.of(run);
    assertThat(some.numbers())
        .hasSize(1_000)
        .contains(1L, 2L, 3L, 777L, 50_000L)
        .doesNotContain(0L)
        .isSorted()
        .doesNotHaveDuplicates()
        .isEqualTo(ChosenFailures.of(run).numbers());
    assertThat(some.tried(7))
        .isEqualTo("7 of 50000 allocations, of which 1000 were chosen (seed 1)");
  }

  @Test
  void manyLines_allOfThem_andASampleOfTheOthers() {
    List<NumberedRun.Line> lines = new ArrayList<>();
    for (long first = 1; first <= 9_000; first += 3) {
      lines.add(line(2, first, first + 1, first + 1));
    }
    assertThat(ChosenFailures.of(run(9_000, lines)).numbers()).hasSize(6_100);
  }

  @Test
  void oneMoreThanAThousand_areAThousand() {
    assertThat(ChosenFailures.of(run(1_001, List.of(line(1_001, 1, 2, 1_001)))).numbers())
        .hasSize(1_000);
  }
}
