package io.trackmemory.tracker.jdk;

import static io.trackmemory.tracker.jdk.JdkMember.field;
import static io.trackmemory.tracker.jdk.JdkMember.method;
import static io.trackmemory.tracker.jdk.JdkMember.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.jdk.JdkMember.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a JDK lacks of what is needed is told with what depends on it. */
class NeededMembersTest {

  private static final Runtime.Version UNKNOWN = Runtime.Version.parse("28+36");

  private static NeededMembers needed() {
    return new NeededMembers(
        List.of(
            method("", "java/lang/Thread.start()V").neededFor(Need.HAND_OVER),
            method("", "java/util/Timer.sched").neededFor(Need.HAND_OVER),
            field("", "java/lang/Thread.name").neededFor(Need.HEAP),
            type("", "java/lang/Enum").neededFor(Need.HEAP),
            method("", "java/lang/Thread$*.fire").neededFor(Need.COUNTING, "java/lang/Thread$A"),
            method("", "java/lang/Thread.gone()V").neededFor(Need.COUNTING).until(27),
            method("", "java/lang/Thread.linux()V").neededFor(Need.COUNTING).on(Platform.LINUX),
            method("", "java/lang/Thread.unneeded()V")),
        28,
        "Windows 11");
  }

  @Test
  void jdkThatHasAll_raisesNoDoubt() {
    NeededMembers needed = needed();
    assertThat(needed.unseenClasses())
        .containsExactly(
            "java/lang/Enum", "java/lang/Thread", "java/lang/Thread$A", "java/util/Timer");
    needed.sees(Kind.METHOD, "java/lang/Thread", "start", "()V");
    needed.sees(Kind.METHOD, "java/util/Timer", "sched", "(Ljava/util/TimerTask;JJ)V");
    needed.sees(Kind.FIELD, "java/lang/Thread", "name", "I");
    needed.sees(Kind.CLASS, "java/lang/Enum", "", "");
    needed.sees(Kind.METHOD, "java/lang/Thread$A", "fire", "(I)V");

    assertThat(needed.unseenClasses()).isEmpty();
    assertThat(needed.doubts(UNKNOWN)).isEmpty();
  }

  @Test
  void membersThatDiffer_areMissing() {
    NeededMembers needed = needed();
    needed.sees(Kind.METHOD, "java/lang/Thread", "start", "(I)V");
    needed.sees(Kind.METHOD, "java/lang/Thread", "name", "()V");
    needed.sees(Kind.METHOD, "java/util/Timer", "schedule", "()V");
    needed.sees(Kind.FIELD, "java/lang/Thread", "start", "I");
    needed.sees(Kind.METHOD, "java/lang/Thread$B", "fire", "(I)V");

    assertThat(needed.doubts(UNKNOWN))
        .containsOnlyKeys(Need.COUNTING, Need.HAND_OVER, Need.HEAP)
        .containsEntry(
            Need.HAND_OVER,
            "this JDK (28) is not known to this version of TrackMemory: following work to other"
                + " threads relies on java.lang.Thread.start()V, java.util.Timer.sched, which it"
                + " does not have; use a version of TrackMemory that knows it, or a JDK from 17 to"
                + " 25");
    assertThat(needed.doubts(Runtime.Version.parse("17.0.99+1")).get(Need.HEAP))
        .startsWith("this JDK (17.0.99+1) is not known to this version of TrackMemory: reading");
  }
}
