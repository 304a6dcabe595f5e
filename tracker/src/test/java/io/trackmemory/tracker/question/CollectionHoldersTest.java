package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.question.LeakFindings.Apart;
import io.trackmemory.tracker.question.LeakFindings.Finding;
import java.lang.reflect.Proxy;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What collections and caches of the JDK keep by themselves, and real leaks through them. */
@Tag("slow")
@Tag("jdk")
class CollectionHoldersTest {

  static final Map<Object, Object> WEAK = new WeakHashMap<>();
  static @Nullable Key alive;

  private final Survivors survivors = new Survivors();

  /** Keys that share a bucket, so that the entry of one leads to that of another. */
  private static final class Key {
    @Override
    public int hashCode() {
      return 17;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  @AfterEach
  void release() {
    WEAK.clear();
    alive = null;
  }

  @Test
  void search_valueOfAWeakMapWhoseKeyIsGone_isSetApart() {
    WEAK.put(survivors.note(new Key()), survivors.note(new StringBuilder("value")));

    LeakFindings found = survivors.search();

    assertThat(found.findings()).isEmpty();
    assertThat(found.setApart())
        .extracting(Apart::reason)
        .containsExactly("entry of a weak map whose key is gone, dropped at the next use");
  }

  @Test
  void search_liveEntryBehindOneWhoseKeyIsGone_isARealLeak() {
    alive = new Key();
    WEAK.put(alive, survivors.note(new StringBuilder("first")));
    WEAK.put(new Key(), survivors.note(new StringBuilder("gone")));

    LeakFindings found = survivors.search();

    assertThat(found.findings()).hasSize(1);
    Finding finding = found.findings().get(0);
    assertThat(finding.signature()).isEqualTo(CollectionHoldersTest.class.getName() + ".WEAK");
    assertThat(finding.survivors()).containsExactly(0);
  }

  @Test
  void search_valueThatHoldsItsKey_isARealLeak() {
    Key key = survivors.note(new Key());
    WEAK.put(key, List.of(key));
    key = null;

    LeakFindings found = survivors.search();

    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).signature())
        .isEqualTo(CollectionHoldersTest.class.getName() + ".WEAK");
  }

  @Test
  void search_localeInTheCacheOfCalendars_isSetApart() {
    Calendar.getInstance(survivors.note(new Locale("xx", "YY", "ZZ")));

    LeakFindings found = survivors.search();

    assertThat(found.findings()).isEmpty();
    assertThat(found.setApart())
        .extracting(Apart::reason)
        .containsExactly("caches of the JDK, filled once");
  }

  @Test
  void search_handlerOfAProxyThatIsKept_isARealLeak() {
    Object kept = survivors.note(new StringBuilder("kept"));
    WEAK.put(
        Supplier.class,
        Proxy.newProxyInstance(
            CollectionHoldersTest.class.getClassLoader(),
            new Class<?>[] {Supplier.class},
            (proxy, method, arguments) -> kept));

    LeakFindings found = survivors.search();

    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).signature())
        .startsWith(CollectionHoldersTest.class.getName() + ".WEAK");
  }
}
