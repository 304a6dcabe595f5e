package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Threads of no scope while scopes of all threads are open. */
class UnscopedThreadsTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private int open;

  private void open(boolean follow) {
    AllThreads.open(follow, 100);
    open++;
  }

  private void close(boolean follow) {
    AllThreads.close(follow);
    open--;
  }

  @AfterEach
  void noneIsLeftOpen() {
    assertThat(open).isZero();
    assertThat(AllThreads.following).isFalse();
  }

  @Test
  void followed_onlyWhileOneFollows_withTheMomentOfTheirMaking() {
    ThreadRecorder mine = HookFixture.current();
    Followed.follow(mine, this, 1);
    assertThat(mine.base.followedCount).isZero();
    open(false);
    Followed.follow(mine, this, 1);
    assertThat(mine.base.followedCount).isZero();
    open(true);
    int first = AllThreads.next();
    Followed.follow(mine, this, 1);
    assertThat(AllThreads.next()).isEqualTo(first + 1);
    Followed.follow(mine, this, 2);
    close(true);
    Followed.follow(mine, this, 1);
    close(false);

    assertThat(mine.base.followedCount).isEqualTo(2);
    assertThat(Objects.requireNonNull(mine.base.followed[0]).phase).isEqualTo(first);
    assertThat(Objects.requireNonNull(mine.base.followed[1]).phase).isEqualTo(first + 1);
    assertThat(AllThreads.isCurrent(mine.base)).isTrue();
  }

  @Test
  void laterScopes_beginAnew_butOnesInsideDoNot() {
    ThreadRecorder mine = HookFixture.current();
    open(true);
    Followed.follow(mine, this, 1);
    open(true);
    Followed.follow(mine, this, 1);
    close(true);
    assertThat(AllThreads.following).isTrue();
    close(true);
    assertThat(mine.base.followedCount).isEqualTo(2);
    open(true);
    assertThat(AllThreads.isCurrent(mine.base)).isFalse();
    Followed.follow(mine, this, 1);
    close(true);
    assertThat(mine.base.followedCount).isEqualTo(1);
  }

  @Test
  void endedThreads_leaveWhatTheyMade_ofTheScopesOpenNow() {
    AtomicReference<ThreadRecorder> old = new AtomicReference<>();
    AtomicReference<ThreadRecorder> young = new AtomicReference<>();
    open(true);
    HookFixture.inThread("old", () -> old.set(followed(7)));
    close(true);
    open(true);
    HookFixture.inThread("young", () -> young.set(followed(8)));
    Account sum = AllThreads.endedThreads();
    Hook.threadEnds(HookFixture.got(old).owner);
    assertThat(sum.followedCount).isZero();
    Hook.threadEnds(HookFixture.got(young).owner);
    assertThat(sum.followedCount).isEqualTo(1);
    assertThat(Objects.requireNonNull(sum.followed[0]).site).isEqualTo(8);
    assertThat(AllThreads.isCurrent(sum)).isTrue();
    close(true);
    assertThat(AllThreads.endedThreads()).isSameAs(sum);
  }

  private ThreadRecorder followed(int site) {
    ThreadRecorder recorder = HookFixture.current();
    Followed.follow(recorder, this, site);
    return recorder;
  }
}
