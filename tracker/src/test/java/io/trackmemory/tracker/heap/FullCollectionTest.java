package io.trackmemory.tracker.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullCollectionTest {

  @Test
  void run_here_isProved() {
    assertThat(FullCollection.run()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void run_bySystemOrHistogram_clearsWhatIsWeaklyHeld(boolean byHistogram) {
    WeakReference<Object> weak = new WeakReference<>(new Object());
    Object strong = new Object();
    WeakReference<Object> strongly = new WeakReference<>(strong);

    assertThat(FullCollection.run(byHistogram)).isTrue();

    assertThat(weak.refersTo(null)).isTrue();
    assertThat(strongly.refersTo(strong)).isTrue();
  }
}
