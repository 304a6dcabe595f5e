package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is the same in JVMs of their own, whichever way the agent came in. */
class ProcessesTest {

  private static final List<String> AGENT =
      List.of("-javaagent:" + Forked.jarOf("trackmemory-tracker"));

  static Stream<List<String>> waysToAttachLater() {
    return Stream.of(List.of(Forked.ALL_COMPILERS), List.of("-XX:+EnableDynamicAgentLoading"));
  }

  @Test
  void coldEqualsWarm_withTheAgent() throws Exception {
    assertColdEqualsWarm(AGENT);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("waysToAttachLater")
  void coldEqualsWarm(List<String> options) throws Exception {
    assertColdEqualsWarm(options);
  }

  private static void assertColdEqualsWarm(List<String> options) throws Exception {
    List<String> lines = Forked.run(options, ColdMain.class);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).endsWith("first use true, leaks 0");
    assertThat(lines.get(1)).isEqualTo(lines.get(0).replace("first use true", "first use false"));
    assertThat(lines.get(2)).isEqualTo(lines.get(1));
  }

  @Test
  void plainProgram_withTheAgent() throws Exception {
    assertTold(AGENT);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("waysToAttachLater")
  void plainProgram_withoutJUnit(List<String> options) throws Exception {
    assertTold(options);
  }

  private static void assertTold(List<String> options) throws Exception {
    assertThat(Messages.toldOfCodeOnly(String.join("\n", Forked.run(options, PlainMain.class))))
        .isEqualTo(
            """
            Expecting the action to make no allocations but it made 3 (48 B):
              3 x java.lang.Integer     48 B   OrderBook.fill(OrderBook.java:29)
            To accept: hasAllocationCountAtMost(3)
            Expecting the action to leak no objects but it leaked 2 (136 B):
              held by io.trackmemory.acceptance.code.Registry.SESSIONS (retains 136 B):
                1 x byte[]                                             120 B   Registry.open(Registry.java:18)
                1 x io.trackmemory.acceptance.code.Registry$Session     16 B   Registry.open(Registry.java:18)
                from the root:
                  static field of io.trackmemory.acceptance.code.Registry
                  io.trackmemory.acceptance.code.Registry.static SESSIONS   <- first reference in your code
                  java.util.ArrayList.elementData
                  java.lang.Object[][0]
                  io.trackmemory.acceptance.code.Registry$Session
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            To accept: hasLeakCount(2)
            Expecting the action to make no allocations but it made 1 (16 B):
              1 x java.lang.Integer     16 B   OrderBook.fill(OrderBook.java:29)
            PlainMain.main has no lines in stack traces, as it was running when the first measurement rewrote its class: make one before it is called, such as MemoryTracker.measure(() -> {}) at the very beginning
            To accept: hasAllocationCountAtMost(1)
            Cannot certify hasNoAllocations() of the scope: PlainMain.main was running when the first measurement rewrote its class, so that what it makes itself is not counted; make one before it is called, such as MemoryTracker.measure(() -> {}) at the very beginning, or measure what it calls with assertThatMemory(() -> ...)
            passed""");
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void underTheInterpreter() throws Exception {
    assertThat(Forked.run(List.of("-Xint"), ColdMain.class))
        .isEqualTo(Forked.run(List.of(), ColdMain.class));
  }
}
