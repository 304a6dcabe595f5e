package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.NoGrowth;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/** What the build keeps of each repetition, and JUnit, is no growth: run by the build itself. */
@Tag("all-compilers")
@Tag("slow")
@Tag("sweep")
class QuietRepetitionsTest {

  @RepeatedTest(10)
  @NoGrowth
  void codeThatKeepsNothing(RepetitionInfo repetition) {
    StringBuilder text = new StringBuilder("run ").append(repetition.getCurrentRepetition());
    assertThat(text.reverse().toString()).endsWith("nur");
  }
}
