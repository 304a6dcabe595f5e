package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of the copy on the class path, which no scope uses. */
class FollowSwitchTest {

  @AfterEach
  void release() {
    FollowSwitch.release();
  }

  @Test
  void set_off_leavesCompiledCodeAbleToFollow() {
    FollowSwitch.set(true);
    assertThat(FollowSwitch.on).isTrue();
    assertThat(FollowSwitch.isOn()).isTrue();
    FollowSwitch.set(false);
    assertThat(FollowSwitch.on).isFalse();
    assertThat(FollowSwitch.isOn()).isTrue();
  }

  @Test
  void release_stopsInCompiledCodeToo() {
    FollowSwitch.set(true);
    FollowSwitch.release();
    assertThat(FollowSwitch.on).isFalse();
    assertThat(FollowSwitch.isOn()).isFalse();
  }
}
