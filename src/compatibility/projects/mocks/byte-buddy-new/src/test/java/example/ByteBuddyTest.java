package example;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.api.Test;

/** The user's Byte Buddy, of another version than the tracker's. */
class ByteBuddyTest {

  @Test
  void isTheUsersOwn() {
    assertThat(ByteBuddy.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .contains("byte-buddy-1.18.");
    assertThat(ByteBuddyAgent.install().isRetransformClassesSupported()).isTrue();
  }

  @Test
  void countsInClassesThatItMakes() throws ReflectiveOperationException {
    Made made =
        new ByteBuddy()
            .subclass(Made.class)
            .method(ElementMatchers.named("name"))
            .intercept(FixedValue.value("made"))
            .make()
            .load(Made.class.getClassLoader())
            .getLoaded()
            .getConstructor()
            .newInstance();
    assertThat(made.name()).isEqualTo("made");
    assertThatMemory(() -> made.orders(3)).hasAllocationCount(3);
  }

  /** Has a subclass that is made when the test runs. */
  public static class Made {
    public Made() {}

    public String name() {
      return "";
    }

    public void orders(int count) {
      Orders.make(count);
    }
  }
}
