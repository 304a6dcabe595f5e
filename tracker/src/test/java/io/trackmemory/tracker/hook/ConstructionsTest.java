package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConstructionsTest {

  private final Constructions open = new Constructions();

  private void begin(int... sites) {
    for (int site : sites) {
      if (open.isFull()) {
        open.grow();
      }
      open.begin(site, 10L * site);
    }
  }

  private void assertOpen(int... sites) {
    assertThat(Arrays.copyOf(open.sites, open.count)).containsExactly(sites);
    long[] bytes = Arrays.stream(sites).mapToLong(site -> 10L * site).toArray();
    assertThat(Arrays.copyOf(open.bytes, open.count)).containsExactly(bytes);
  }

  @Test
  void end_endsTheLastOfItsSite_andThoseBegunAfterIt() {
    begin(1, 2, 1, 3);
    open.end(1);
    assertOpen(1, 2);
    open.end(9);
    assertOpen(1, 2);
    open.end(2);
    open.end(1);
    assertOpen();
    open.end(1);
    assertOpen();
  }

  @Test
  void grow_keepsWhatIsOpen() {
    int[] sites = new int[33];
    Arrays.setAll(sites, i -> i + 1);
    begin(Arrays.copyOf(sites, 32));
    assertThat(open.isFull()).isTrue();
    begin(33);
    assertThat(open.isFull()).isFalse();
    assertOpen(sites);
    assertThat(open.sites).hasSize(64);
  }

  @Test
  void keep_dropsThoseThatAreGone_andTellsReaders() {
    begin(1, 2, 3, 4, 5);
    int before = open.version;
    open.keep(
        new int[] {
          Constructions.SURE, Constructions.GONE, Constructions.STOOD_FOR, Constructions.POSSIBLE
        });
    assertOpen(1, 3, 4, 5);
    assertThat(open.version).isEqualTo(before + 2);
  }

  @Test
  void addAll_takesThemOver() {
    begin(1);
    Constructions others = new Constructions();
    for (int i = 2; i < 40; i++) {
      if (others.isFull()) {
        others.grow();
      }
      others.begin(i, 10L * i);
    }
    open.addAll(others);
    assertThat(others.count).isZero();
    int[] all = new int[39];
    Arrays.setAll(all, i -> i + 1);
    assertOpen(all);
  }
}
