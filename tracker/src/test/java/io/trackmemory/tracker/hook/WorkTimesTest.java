package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkTimesTest {

  private final WorkTimes times = new WorkTimes();

  private void work(long begin, long end) {
    times.makeRoom();
    times.begin(begin);
    times.end(end);
  }

  @Test
  void read_fewStretches_areAllThere() {
    work(-5, -3);
    work(1, 2);
    work(4, 9);
    assertThat(times.read()).containsExactly(-5, -3, 1, 1, 2, 1, 4, 9, 1);
  }

  @Test
  void read_stretchThatGoesOn_hasNoLength() {
    times.makeRoom();
    times.begin(7);
    assertThat(times.read()).containsExactly(7, 7, 0);
  }

  @Test
  void read_manyStretches_areMergedEvenly_andNoneIsLost() {
    int many = 100_000;
    for (int i = 0; i < many; i++) {
      work(10L * i, 10L * i + 5);
    }
    long[] read = times.read();
    int count = read.length / WorkTimes.NUMBERS;
    long sum = 0;
    long before = -1;
    for (int i = 0; i < count; i++) {
      assertThat(read[3 * i]).isEqualTo(10 * sum).isGreaterThan(before);
      sum += read[3 * i + 2];
      before = read[3 * i + 1];
      assertThat(before).isEqualTo(10 * (sum - 1) + 5);
    }
    assertThat(count).isBetween(WorkTimes.MOST / 2, WorkTimes.MOST);
    assertThat(sum).isEqualTo(many);
    assertThat(read[2]).isEqualTo(read[3 * (count / 2) + 2]);
  }

  @Test
  void end_withoutBegin_isNothing() {
    times.end(3);
    assertThat(times.read()).isEmpty();
  }
}
