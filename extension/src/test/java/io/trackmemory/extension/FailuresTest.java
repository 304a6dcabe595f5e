package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.spi.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.IncompleteExecutionException;
import org.opentest4j.TestAbortedException;

class FailuresTest {

  private static final Settings DEFAULTS = Settings.of(key -> Optional.empty(), List.of());

  @Test
  void isAborting_tellsAnAbortFromAFailure() {
    assertThat(Failures.isAborting(new TestAbortedException("no network"))).isTrue();
    assertThat(Failures.isAborting(new IncompleteExecutionException("no"))).isFalse();
    assertThat(Failures.isAborting(new AssertionError("no"))).isFalse();
  }

  @Test
  void joined_keepsTheFirst() {
    Throwable first = new AssertionError("first");
    Throwable second = new AssertionError("second");
    assertThat(Failures.joined(List.of(first, second))).containsSame(first);
    assertThat(first.getSuppressed()).containsExactly(second);
    assertThat(Failures.joined(List.of())).isEmpty();
  }

  @Test
  void joined_whatAborts_isAfterWhatFails() {
    Throwable aborts = new TestAbortedException("nobody can tell");
    Throwable fails = new AssertionError("broken");
    assertThat(Failures.joined(List.of(aborts, fails))).containsSame(fails);
    assertThat(fails.getSuppressed()).containsExactly(aborts);
  }

  @Test
  void suppress_ofItself_doesNothing() {
    Throwable failure = new AssertionError("one");
    Failures.suppress(failure, failure);
    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  void uncertified_failsOrAborts() {
    assertThat(Failures.uncertified("no agent", DEFAULTS))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage("no agent");
    assertThat(Failures.uncertified("no agent", DEFAULTS.with(Settings.ABORT_UNCERTIFIED, "abort")))
        .isInstanceOf(TestAbortedException.class);
  }

  @Test
  void thrown_passesCheckedExceptionsUnchanged() {
    IOException failure = new IOException("disk");
    assertThatThrownBy(
            () -> {
              throw Failures.<RuntimeException>thrown(failure);
            })
        .isSameAs(failure);
  }
}
