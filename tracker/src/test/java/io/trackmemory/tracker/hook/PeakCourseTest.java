package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeakCourseTest {

  private final PeakCourse course = new PeakCourse();

  private void add(long allocated, boolean crossing) {
    course.add(new PeakCourse.Point(allocated, allocated, -1, 10, true, crossing));
  }

  private List<Long> allocated() {
    return course.points().stream().map(PeakCourse.Point::allocatedBytes).toList();
  }

  @Test
  void fewPoints_areAllKept() {
    for (int i = 0; i < PeakCourse.MOST; i++) {
      add(i, false);
    }
    assertThat(allocated()).hasSize(PeakCourse.MOST).startsWith(0L, 1L, 2L).endsWith(398L, 399L);
    assertThat(course.known()).isEqualTo(PeakCourse.MOST);
  }

  @Test
  void manyPoints_areThinnedEvenly_butForCrossingAndLatest() {
    for (int i = 0; i < 1_000_001; i++) {
      add(i, i == 777_777);
    }
    assertThat(allocated())
        .hasSizeBetween(PeakCourse.MOST / 2, PeakCourse.MOST)
        .contains(777_777L)
        .startsWith(0L, 4_096L, 8_192L)
        .endsWith(999_424L, 1_000_000L);
    assertThat(course.known()).isEqualTo(1_000_001);
  }

  @Test
  void atMost_isTheLatestAndWhatWasAllocatedSince() {
    assertThat(course.atMost(7)).isEqualTo(7);
    add(100, false);
    assertThat(course.atMost(107)).isEqualTo(17);
  }
}
