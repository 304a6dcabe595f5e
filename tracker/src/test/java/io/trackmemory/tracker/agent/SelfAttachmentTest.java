package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.Jvm;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SelfAttachmentTest {

  @Test
  void jvm_loadsItsOwnAgent() throws Exception {
    assertThat(Jvm.run(Attaches.class.getName())).contains("attached").doesNotContain("a process");
  }

  @Test
  void jvmThatListensAlready_loadsIt() throws Exception {
    assertThat(Jvm.run("-XX:+StartAttachListener", Attaches.class.getName())).contains("attached");
  }

  @Test
  void jvmThatQuitWouldEnd_listensFromItsStart() throws Exception {
    assertThat(Jvm.run("-Xrs", Attaches.class.getName())).contains("attached");
  }

  @Test
  void jvmThatMustNotListen_isLeftInPeace() throws Exception {
    List<String> lines = Jvm.run("-XX:+DisableAttachMechanism", Attaches.class.getName());

    assertThat(lines).containsExactly("refused"); // and no dump of its threads
  }

  static final class Attaches {

    private Attaches() {}

    public static void main(String[] arguments) {
      try {
        boolean able =
            ByteBuddyAgent.install(SelfAttachment.provider()).isRetransformClassesSupported();
        System.out.println(able ? "attached" : "attached, unable");
      } catch (IllegalStateException e) {
        System.out.println("refused");
      }
      if (ProcessHandle.current().children().findAny().isPresent()) {
        System.out.println("a process");
      }
    }
  }
}
