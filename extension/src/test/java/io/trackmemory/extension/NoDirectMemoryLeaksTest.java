package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class NoDirectMemoryLeaksTest {

  static final List<Object> BUFFERS = new ArrayList<>();

  @AfterEach
  void clear() {
    BUFFERS.clear();
  }

  @Test
  void onClass_failsTheTestThatLeaks_withHowToAcceptIt() {
    Outcome outcome = Fixtures.run(OnClassTestCases.class);

    assertThat(outcome.passed()).containsExactly("cleansUp()", "drops()", "keepsInItself()");
    assertThat(outcome.failed()).containsExactly("inNested()", "leaks()");
    assertThat(outcome.failureOf("leaks()"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("1 block (1 KiB)")
        .hasMessageContaining("direct buffer")
        .hasMessageContaining("BUFFERS")
        .hasMessageEndingWith(
            "To accept: trackmemory.leaks.ignore="
                + NoDirectMemoryLeaksTest.class.getName()
                + ".BUFFERS");
  }

  @NoDirectMemoryLeaks
  static class OnClassTestCases {
    ByteBuffer field = ByteBuffer.allocate(0);

    @BeforeEach
    void setUp() {
      field = ByteBuffer.allocateDirect(100);
    }

    @AfterEach
    void tearDown() {
      BUFFERS.remove("to be cleaned up");
    }

    @Test
    void leaks() {
      BUFFERS.add(ByteBuffer.allocateDirect(1024));
    }

    @Test
    void drops() {
      assertThat(ByteBuffer.allocateDirect(1024).isDirect()).isTrue();
    }

    @Test
    void keepsInItself() {
      field = ByteBuffer.allocateDirect(1024);
    }

    @Test
    void cleansUp() {
      BUFFERS.add(ByteBuffer.allocateDirect(1024));
      BUFFERS.clear();
    }

    @Nested
    class InnerTestCases {
      @Test
      void inNested() {
        BUFFERS.add(ByteBuffer.allocateDirect(10));
      }
    }
  }

  @Test
  void heldByTheTestOnly_isALeak_whereNothingElseGivesItBack() {
    Outcome outcome = Fixtures.run(ChannelTestCases.class);

    assertThat(outcome.passed()).containsExactly("closes()");
    assertThat(outcome.failed()).containsExactly("keepsOpen()");
    assertThat(outcome.failureOf("keepsOpen()"))
        .hasMessageContaining("held by the test instance only, and no Cleaner gives it back")
        .hasMessageContaining("open socket")
        .hasMessageEndingWith("To accept: @WithoutMemoryLimits");
  }

  static class ChannelTestCases {
    @Nullable SocketChannel channel;

    @Test
    @NoDirectMemoryLeaks
    void keepsOpen() throws Exception {
      channel = SocketChannel.open();
    }

    @Test
    @NoDirectMemoryLeaks
    void closes() throws Exception {
      channel = SocketChannel.open();
      channel.close();
    }
  }

  @Test
  void isLifted_andComposed() {
    Outcome outcome = Fixtures.run(LiftedTestCases.class);

    assertThat(outcome.passed()).containsExactly("lifted()");
    assertThat(outcome.failed()).containsExactly("composed()");
  }

  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @NoDirectMemoryLeaks
  @interface Strict {}

  @Strict
  static class LiftedTestCases {
    @Test
    @WithoutMemoryLimits
    void lifted() {
      BUFFERS.add(ByteBuffer.allocateDirect(10));
    }

    @Test
    void composed() {
      BUFFERS.add(ByteBuffer.allocateDirect(10));
    }
  }

  @Test
  void besideNoLeaks_bothAreTold() {
    Outcome outcome = Fixtures.run(BothTestCases.class);

    assertThat(outcome.failureOf("leaks()"))
        .hasMessageContaining("leak no objects")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(
                        other ->
                            assertThat(other).hasMessageContaining("nothing behind off the heap")));
  }

  static class BothTestCases {
    @Test
    @NoLeaks
    @NoDirectMemoryLeaks
    void leaks() {
      BUFFERS.add(ByteBuffer.allocateDirect(10));
    }
  }
}
