package io.trackmemory.tracker.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.CollectionMoment;
import io.trackmemory.tracker.CollectionMoments;
import org.junit.jupiter.api.Test;

class CollectionLogTest {

  @SuppressWarnings("SystemGc") // a collection is what is told
  private static CollectionMoments collect() {
    CollectionLog.Mark before = CollectionLog.mark();
    System.gc();
    CollectionLog.Mark after = CollectionLog.mark();
    return CollectionLog.between(before, after, before);
  }

  @Test
  void between_nobodyListens_saysHowManyAreMissing() {
    CollectionMoments seen = collect();

    assertThat(seen.moments()).isEmpty();
    assertThat(seen.missing().orElseThrow()).isPositive();
  }

  private static CollectionMoments heard() {
    CollectionLog.listen();
    CollectionLog.Mark before = CollectionLog.mark();
    collect();
    CollectionLog.Mark after = CollectionLog.mark();
    CollectionLog.await();
    CollectionLog.stop();
    return CollectionLog.between(before, after, before);
  }

  @Test
  void await_waitsForWhatIsLate() {
    heard(); // loads what the JVM tells with
    CollectionMoments seen = heard();

    assertThat(seen.missing()).hasValue(0);
    assertThat(seen.moments()).isNotEmpty();
  }

  @Test
  @SuppressWarnings("try") // a span is never referenced
  void forced_isKnownWithoutTheJvmsWord() {
    CollectionLog.listen();
    CollectionLog.Mark before = CollectionLog.mark();
    try (ForcedCollections span = ForcedCollections.begin("System.gc()")) {
      collect();
    }
    CollectionLog.Mark after = CollectionLog.mark();
    CollectionMoments seen = CollectionLog.between(before, after, before);
    CollectionLog.stop();

    assertThat(seen.missing()).hasValue(0);
    assertThat(seen.moments())
        .isNotEmpty()
        .allSatisfy(
            moment -> {
              assertThat(moment.forced()).isTrue();
              assertThat(moment.cause()).isEqualTo("System.gc()");
            });
  }

  @Test
  @SuppressWarnings("try") // a span is never referenced
  void forced_afterOneThatTheJvmHasNotToldYet_losesNone() {
    CollectionLog.listen();
    CollectionLog.Mark before = CollectionLog.mark();
    collect();
    try (ForcedCollections span = ForcedCollections.begin("System.gc()")) {
      collect();
    }
    CollectionLog.Mark after = CollectionLog.mark();
    CollectionLog.await();
    CollectionLog.stop();

    CollectionMoments seen = CollectionLog.between(before, after, before);
    assertThat(seen.missing()).hasValue(0);
    assertThat(seen.moments().stream().map(CollectionMoment::forced)).contains(true, false);
  }

  @Test
  void stop_ofTheLast_takesTheListenerAway() {
    CollectionLog.listen();
    CollectionLog.listen();
    CollectionLog.stop();
    CollectionLog.stop();

    assertThat(collect().moments()).isEmpty();
    assertThat(collect().missing().orElseThrow()).isPositive();
  }
}
