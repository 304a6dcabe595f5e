package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What rewritten code calls, with references of 4 bytes and arrays of long at 24. */
class HookEntriesTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private ThreadRecorder mine;
  private final ScopeLedger scope = HookFixture.following(null, 1_000);

  @BeforeEach
  void open() {
    mine = HookFixture.current();
    mine.enter(scope, this);
    FollowSwitch.set(true);
    Hook.derivedSites =
        (type, site) -> type.isArray() ? 1_000 : site == 5_009 ? DerivedSites.COUNTED_BY_IT : 2_000;
  }

  private Map<Integer, List<Long>> counted() {
    return HookFixture.counted(mine.account);
  }

  private int followed() {
    return mine.account.followedCount;
  }

  @Test
  void object_isCounted_andFollowedApart() {
    Hook.object(1);
    assertThat(counted()).isEqualTo(Map.of(1, List.of(1L, 0L)));
    assertThat(followed()).isZero();
    Hook.follow(this, 1);
    assertThat(followed()).isEqualTo(1);
    FollowSwitch.set(false);
    Hook.follow(this, 1);
    assertThat(followed()).isEqualTo(1);
    FollowSwitch.on = true;
    FollowSwitch.release();
    Hook.follow(this, 1);
    assertThat(followed()).isEqualTo(1);
  }

  @Test
  void arrays_countTheirBytes_padded() {
    Hook.array(new boolean[9], 1);
    Hook.array(new byte[8], 2);
    Hook.array(new char[5], 3);
    Hook.array(new short[4], 4);
    Hook.array(new int[3], 5);
    Hook.array(new float[2], 6);
    Hook.array(new long[3], 7);
    Hook.array(new double[2], 8);
    Hook.array(new Object[5], 9);
    assertThat(counted())
        .isEqualTo(
            Map.of(
                1, List.of(1L, 32L),
                2, List.of(1L, 24L),
                3, List.of(1L, 32L),
                4, List.of(1L, 24L),
                5, List.of(1L, 32L),
                6, List.of(1L, 24L),
                7, List.of(1L, 48L),
                8, List.of(1L, 40L),
                9, List.of(1L, 40L)));
    assertThat(followed()).isEqualTo(9);
  }

  @Test
  void dynamic_countsByWhatItIs() {
    for (Object array :
        new Object[] {
          new boolean[0],
          new byte[0],
          new char[0],
          new short[0],
          new int[0],
          new float[0],
          new Object[0]
        }) {
      Hook.dynamic(array, 5_001);
    }
    assertThat(counted()).isEqualTo(Map.of(1_000, List.of(7L, 7 * 16L)));
    Hook.dynamic(new long[0], 5_001);
    Hook.dynamic(new double[0], 5_001);
    Hook.dynamic(null, 1);
    Hook.instance(null, 1);
    assertThat(counted()).isEqualTo(Map.of(1_000, List.of(9L, 9 * 16L + 16L)));
    assertThat(followed()).isEqualTo(9);
    Hook.instance("", 5_001);
    assertThat(counted().get(2_000)).containsExactly(1L, 0L);
    assertThat(followed()).isEqualTo(10);
  }

  @Test
  void sizesOfLiveArrays_areThoseThatWereCounted() {
    for (Object array :
        new Object[] {
          new boolean[9],
          new byte[9],
          new char[5],
          new short[5],
          new int[3],
          new float[3],
          new long[1],
          new double[1],
          new Object[3]
        }) {
      assertThat(PeakProbe.bytesOfLive(array, 1)).isEqualTo(32);
    }
  }

  @Test
  void cloned_isCountedUnlessTheMethodDoes() {
    Hook.cloned(this, "clone", 5_009);
    Hook.cloned(this, null, 1);
    assertThat(counted()).isEmpty();
    Hook.cloned(this, "clone", 5_010);
    assertThat(counted()).isEqualTo(Map.of(2_000, List.of(1L, 0L)));
    Hook.unlessGiven(this, this, 5_010);
    Hook.unlessGiven("made", this, 5_010);
    assertThat(counted()).isEqualTo(Map.of(2_000, List.of(2L, 0L)));
  }

  @Test
  void multi_countsEachLevel() {
    Hook.multi(new int[2][3], 5_011);
    assertThat(counted()).isEqualTo(Map.of(1_000, List.of(3L, 24L + 2 * 32L)));
    Hook.multi(new int[2][], 5_011);
    Hook.multi(new int[0][3], 5_011);
    Hook.multi(null, 5_011);
    assertThat(counted()).isEqualTo(Map.of(1_000, List.of(5L, 24L + 2 * 32L + 24L + 16L)));
  }

  @Test
  void boxes_areCountedOutsideOfTheirCaches() {
    Hook.box(Integer.valueOf(-128), 1);
    Hook.box(Integer.valueOf(1_000), 1);
    Hook.box(Long.valueOf(127L), 1);
    Hook.box(Long.valueOf(-128L), 1);
    Hook.box((Short) (short) 127, 1);
    Hook.box((Short) (short) -128, 1);
    Hook.box((Character) (char) 127, 1);
    assertThat(counted()).isEmpty();
    Hook.box(Integer.valueOf(-129), 1);
    Hook.box(Integer.valueOf(1_001), 1);
    Hook.box(Long.valueOf(128L), 2);
    Hook.box(Long.valueOf(-129L), 2);
    Hook.box((Short) (short) 128, 3);
    Hook.box((Short) (short) -129, 3);
    Hook.box((Character) (char) 128, 4);
    Hook.box((Float) 0f, 5);
    Hook.box((Double) 0.0, 6);
    assertThat(counted())
        .isEqualTo(
            Map.of(
                1, List.of(2L, 0L),
                2, List.of(2L, 0L),
                3, List.of(2L, 0L),
                4, List.of(1L, 0L),
                5, List.of(1L, 0L),
                6, List.of(1L, 0L)));
    assertThat(followed()).isEqualTo(9);
  }

  @Test
  void inOwnWork_noSiteIsDerived() {
    Hook.derivedSites =
        (type, site) -> {
          throw new IllegalStateException("asked");
        };
    Hook.ownWork(1);
    Hook.dynamic("", 5_012);
    Hook.cloned(this, "", 5_012);
    Hook.ownWork(-1);
    assertThat(hook.lost()).isZero();
    Hook.dynamic("", 5_012);
    assertThat(hook.lost()).as("and what fails is told").isEqualTo(1);
    assertThat(counted()).isEqualTo(Map.of(5_012, List.of(1L, 0L)));
  }

  @Test
  void spans_areThoseOfTheThread() {
    Hook.silent(1);
    assertThat(mine.isOn()).isFalse();
    Hook.silent(-1);
    Hook.testCode(1);
    assertThat(mine.isCounting()).isFalse();
    Hook.callback(1);
    assertThat(mine.isCounting()).isTrue();
    Hook.callback(-1);
    assertThat(mine.isCounting()).isFalse();
    Hook.testCode(0);
    Hook.firstUse(1);
    assertThat(mine.isFirstUse()).isTrue();
    Hook.uncounted(3);
    Hook.firstUse(-1);
    assertThat(mine.account.uncountedSite).isEqualTo(-1);
    Hook.uncounted(3);
    assertThat(mine.account.uncountedSite).isEqualTo(3);
  }

  @Test
  void whatIsDrawn_isCountedApart_andNoNumberChanges() {
    Hook.drawn(3);
    Hook.drawn(3);
    Hook.object(3);
    Hook.chance(1);
    Hook.object(4);
    Hook.follow(this, 4);
    Hook.chance(-1);
    assertThat(Hook.drawnDigits(-1)).isEqualTo("18446744073709551615");
    assertThat(mine.isCounting()).isTrue();
    assertThat(counted()).isEqualTo(Map.of(3, List.of(1L, 0L)));
    assertThat(followed()).isZero();
    assertThat(HookFixture.counts(mine.account, ThreadRecorder.CHANCE))
        .isEqualTo(Map.of(3, List.of(2L, 0L), 4, List.of(1L, 0L)));
  }

  @Test
  void hiddenClasses_areRewrittenInOwnWork_evenIfThatFails() {
    byte[] given = {1};
    byte[] other = {2};
    Hook.hiddenClasses = (classFile, loader) -> mine.isOn() ? given : other;
    assertThat(Hook.hidden(given, null)).isSameAs(other);
    assertThat(mine.isCounting()).isTrue();
    Hook.hiddenClasses =
        (classFile, loader) -> {
          throw new IllegalStateException("on purpose");
        };
    assertThatThrownBy(() -> Hook.hidden(given, null)).hasMessage("on purpose");
    assertThat(mine.isCounting()).isTrue();
  }

  @Test
  void withoutAnOpenScope_nothingIsCounted() {
    Hook.active = false;
    Hook.object(1);
    Hook.array(new byte[0], 1);
    Hook.dynamic("", 1);
    Hook.instance("", 1);
    Hook.cloned("", "", 1);
    Hook.multi(new int[1][1], 1);
    Hook.uncounted(3);
    assertThat(counted()).isEmpty();
    assertThat(mine.account.uncountedSite).isEqualTo(-1);
  }
}
