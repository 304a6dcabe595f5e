package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A limit of 100 live objects, of which four times as many references are kept uncollected. */
class FollowingLimitTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final List<Object> kept = new ArrayList<>();
  private ThreadRecorder recorder;
  private Account account;

  @BeforeEach
  void enter() {
    ScopeLedger scope = new ScopeLedger(null, true, HookFixture.NONE, 100, 0);
    recorder = hook.recorder();
    recorder.enter(scope, this);
    account = scope.accountOf(recorder);
  }

  private void keep(int number) {
    for (int i = 0; i < number; i++) {
      Object made = new Object();
      kept.add(made);
      Followed.follow(recorder, made, 1);
    }
  }

  private void drop(int number) {
    for (int i = 0; i < number; i++) {
      Followed.follow(recorder, new Object(), 1);
    }
  }

  @Test
  void upToFourTimesTheLimit_allAreFollowed() {
    keep(400);
    assertThat(account.weight).isEqualTo(1);
    assertThat(account.skipped).isZero();
    assertThat(account.followedCount).isEqualTo(400);
    keep(1);
    assertThat(account.weight).isGreaterThanOrEqualTo(4);
    assertThat(account.followedCount).isLessThanOrEqualTo(100);
    assertThat(account.followedCount + account.skipped).isEqualTo(401);
  }

  @Test
  void garbage_isCollectedBeforeAnyIsLeftOut() {
    keep(99);
    drop(302);
    assertThat(account.weight).isEqualTo(1);
    assertThat(account.skipped).isZero();
    assertThat(account.followedCount).isEqualTo(100);
    assertThat(kept).allMatch(this::isFollowed);
  }

  @Test
  void asManyAsTheLimit_leaveNoRoomForOneMore() {
    keep(100);
    drop(300);
    keep(1);
    assertThat(account.weight).isEqualTo(2);
    assertThat(kept).hasSize(101);
  }

  private boolean isFollowed(Object object) {
    for (Followed each : account.followed) {
      if (each != null && each.refersTo(object)) {
        return true;
      }
    }
    return false;
  }

  /* So that a reader that has seen the list before looks again. */
  @Test
  void moves_areToldToReaders() {
    keep(2);
    int before = account.moves;
    account.dropDead();
    assertThat(account.moves).isEqualTo(before + 2);
    account.forgetFollowed();
    assertThat(account.moves).isEqualTo(before + 4);
  }
}
