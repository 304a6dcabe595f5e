package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.heap.HeapExamination;
import io.trackmemory.tracker.holder.Reachability;
import io.trackmemory.tracker.jdk.KnownHolder;
import io.trackmemory.tracker.question.LeakFindings.Apart;
import io.trackmemory.tracker.question.LeakFindings.Finding;
import io.trackmemory.tracker.spi.ReferenceFate;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What an entry with a weak key holds is held by whoever else holds the key. Long, as each map that
 * has such entries is written in its own way.
 */
@Tag("slow")
@Tag("jdk")
class WeakKeyHoldersTest {

  private static final String NAME = WeakKeyHoldersTest.class.getName();

  static final List<Object> LIST = new ArrayList<>();
  static final WeakHashMap<Object, Object> WEAK = new WeakHashMap<>();
  static final Map<Object, Object> CONCURRENT = new ConcurrentHashMap<>();
  static final Map<Object, Object> HASH = new HashMap<>();
  static final Object OLD_KEY = new Object();
  static @Nullable OwnEntry ownEntries;
  static @Nullable OwnNode ownNodes;
  static @Nullable Object soft;
  private static final List<List<Object>> CLASS_VALUES = new ArrayList<>();

  private final Survivors survivors = new Survivors();

  /** As Byte Buddy's weak maps have them, in a map of the JDK. */
  private static final class WeakKey extends WeakReference<Object> {
    WeakKey(Object key) {
      super(key);
    }
  }

  /** As Guava has them. */
  static class OwnEntry extends WeakReference<Object> {
    final Object value;
    final @Nullable OwnEntry next;

    OwnEntry(Object key, Object value, @Nullable OwnEntry next) {
      super(key);
      this.value = value;
      this.next = next;
    }
  }

  /** As Caffeine generates them: only the superclass has a telling name. */
  abstract static class OwnNode {
    final WeakReference<Object> key;
    final Object value;
    final @Nullable OwnNode next;

    OwnNode(Object key, Object value, @Nullable OwnNode next) {
      this.key = new WeakKey(key);
      this.value = value;
      this.next = next;
    }
  }

  static final class Fw extends OwnNode {
    Fw(Object key, Object value, @Nullable OwnNode next) {
      super(key, value, next);
    }
  }

  /** A way to put something into a map with weak keys, all of whose parts are noted. */
  private enum Kind {
    JDK("WEAK") {
      @Override
      void put(Survivors survivors, Object key, Object value) {
        WEAK.put(key, value);
        WEAK.entrySet().stream().filter(each -> each.getKey() == key).forEach(survivors::note);
      }
    },
    CONCURRENT("CONCURRENT") {
      @Override
      void put(Survivors survivors, Object key, Object value) {
        WeakKeyHoldersTest.CONCURRENT.put(survivors.note(new WeakKey(key)), value);
      }
    },
    ENTRY("ownEntries") {
      @Override
      void put(Survivors survivors, Object key, Object value) {
        ownEntries = survivors.note(new OwnEntry(key, value, ownEntries));
      }
    },
    NODE("ownNodes") {
      @Override
      void put(Survivors survivors, Object key, Object value) {
        ownNodes = survivors.note(new Fw(key, value, ownNodes));
        survivors.note(ownNodes.key);
      }
    };

    final String holder;

    Kind(String holder) {
      this.holder = NAME + "." + holder;
    }

    abstract void put(Survivors survivors, Object key, Object value);
  }

  @AfterEach
  void release() {
    LIST.clear();
    WEAK.clear();
    CONCURRENT.clear();
    HASH.clear();
    CLASS_VALUES.clear();
    ownEntries = null;
    ownNodes = null;
    soft = null;
  }

  private interface Case {
    void run(Kind kind, Survivors noted);
  }

  private Stream<DynamicTest> each(Case test) {
    return Stream.of(Kind.values())
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.name(),
                    () -> {
                      release();
                      test.run(kind, new Survivors());
                      release();
                    }));
  }

  private static StringBuilder text(Survivors noted, String text) {
    return noted.note(new StringBuilder(text));
  }

  private static List<String> reasons(LeakFindings found) {
    assertThat(found.uncertified()).isEmpty();
    assertThat(found.findings()).isEmpty();
    return found.setApart().stream().map(Apart::reason).toList();
  }

  private static Finding only(LeakFindings found) {
    assertThat(found.uncertified()).isEmpty();
    assertThat(found.findings()).hasSize(1);
    return found.findings().get(0);
  }

  @TestFactory
  Stream<DynamicTest> keyThatOnlyTheTestHolds_valueIsTheTests() {
    return each(
        (kind, noted) -> {
          List<Object> fixture = new ArrayList<>();
          fixture.add(text(noted, "key"));
          kind.put(noted, fixture.get(0), text(noted, "value"));

          assertThat(reasons(noted.notHolder(fixture).search()))
              .containsExactly(Reachability.BY_TEST);
        });
  }

  @TestFactory
  Stream<DynamicTest> keyThatALeakHolds_valueBelongsToItsFinding() {
    return each(
        (kind, noted) -> {
          StringBuilder key = text(noted, "key");
          kind.put(noted, key, text(noted, "x".repeat(10_000)));
          LIST.add(key);
          key = null;

          LeakFindings found = noted.search();
          Finding finding = only(found);
          assertThat(finding.signature()).isEqualTo(NAME + ".LIST");
          assertThat(found.setApart()).isEmpty();
          assertThat(finding.survivors()).hasSize(noted.query().survivors().size());
          assertThat(finding.retainedBytes().orElseThrow()).isBetween(10_000L, 11_000L);
        });
  }

  @TestFactory
  Stream<DynamicTest> keyThatStays_valueIsALeakOfTheMap() {
    return each(
        (kind, noted) -> {
          kind.put(noted, OLD_KEY, text(noted, "value"));

          Finding finding = only(noted.search());
          assertThat(finding.signature()).startsWith(kind.holder);
          assertThat(finding.survivors()).hasSize(noted.query().survivors().size());
        });
  }

  @TestFactory
  Stream<DynamicTest> keyThatMemoryMayTake_valueGoesWithIt() {
    return each(
        (kind, noted) -> {
          StringBuilder key = text(noted, "key");
          kind.put(noted, key, text(noted, "value"));
          soft = new SoftReference<>(key);
          key = null;

          assertThat(reasons(noted.search())).containsExactly(Reachability.SOFT);
        });
  }

  @TestFactory
  Stream<DynamicTest> keyOfAVariable_valueIsInUse() {
    return each(
        (kind, noted) -> {
          StringBuilder key = text(noted, "key");
          kind.put(noted, key, text(noted, "value"));

          assertThat(reasons(noted.search())).containsExactly(Reachability.IN_USE);
          assertThat(key).isNotEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> keyThatARuleSetsApart_valueIsSoToo() {
    return each(
        (kind, noted) -> {
          LIST.add(text(noted, "key"));
          kind.put(noted, LIST.get(0), text(noted, "value"));

          assertThat(reasons(noted.ignoring(NAME + ".LIST").search()))
              .containsExactly("ignored by pattern " + NAME + ".LIST");
        });
  }

  @TestFactory
  Stream<DynamicTest> keyThatIsGone_entryWaitsForTheNextUse() {
    return each(
        (kind, noted) -> {
          kind.put(noted, OLD_KEY, "old");
          kind.put(noted, text(noted, "key"), text(noted, "value"));
          kind.put(noted, text(noted, "key"), text(noted, "value"));

          LeakFindings found = noted.search();
          assertThat(found.setApart()).extracting(Apart::reason).contains(KnownHolder.GONE_KEY);
          assertThat(found.findings().stream().flatMap(each -> each.survivors().stream()))
              .allMatch(index -> index < 2); // the first entry, in which nothing else is new
        });
  }

  @TestFactory
  Stream<DynamicTest> valueThatLeadsToItsKey_isALeakOfTheMap() {
    return each(
        (kind, noted) -> {
          StringBuilder key = text(noted, "key");
          List<Object> way = new ArrayList<>(List.of(key));
          kind.put(noted, key, noted.note(new Object[] {way}));
          key = null;
          way = null;

          Finding finding = only(noted.search());
          assertThat(finding.signature()).startsWith(kind.holder);
          assertThat(finding.survivors()).hasSize(noted.query().survivors().size());
        });
  }

  @TestFactory
  Stream<DynamicTest> valuesThatLeadToEachOthersKeys_areALeakOfTheMap() {
    return each(
        (kind, noted) -> {
          StringBuilder one = text(noted, "one");
          StringBuilder two = text(noted, "two");
          StringBuilder hanging = text(noted, "hanging");
          kind.put(noted, one, noted.note(new Object[] {two}));
          kind.put(noted, two, noted.note(new Object[] {one, hanging}));
          kind.put(noted, hanging, text(noted, "what is held through both"));
          one = null;
          two = null;
          hanging = null;

          LeakFindings found = noted.search();
          assertThat(only(found).signature()).startsWith(kind.holder);
          assertThat(found.setApart()).isEmpty();
        });
  }

  @Test
  void search_longChainOfValuesAndKeys_belongsToWhoHoldsTheFirst() {
    List<Object> fixture = new ArrayList<>();
    StringBuilder key = survivors.note(new StringBuilder(0));
    fixture.add(key);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder next = survivors.note(new StringBuilder(0));
      WEAK.put(key, next);
      key = next;
    }
    key = null;

    assertThat(reasons(survivors.notHolder(fixture).search()))
        .containsExactly(Reachability.BY_TEST);
  }

  @TestFactory
  Stream<DynamicTest> keyThatIsAConstant_valueIsALeakOfTheMap() {
    return each(
        (kind, noted) -> {
          kind.put(noted, "a constant", text(noted, "value"));

          assertThat(only(noted.search()).signature()).startsWith(kind.holder);
        });
  }

  @Test
  void search_entryWithoutAValue_isHeldByWhoHoldsTheKey() {
    List<Object> fixture = new ArrayList<>(List.of(survivors.note(new StringBuilder("key"))));
    WEAK.put(fixture.get(0), null);
    WEAK.put(survivors.note(new StringBuilder("gone")), null);
    WEAK.entrySet().forEach(survivors::note);

    assertThat(reasons(survivors.notHolder(fixture).search()))
        .containsExactlyInAnyOrder(Reachability.BY_TEST, KnownHolder.GONE_KEY);
  }

  @Test
  void search_newMapOfTheTest_isTheTestsWithAllThatIsInIt() {
    Map<Object, Object> fixture = survivors.note(new WeakHashMap<>());
    Object key = survivors.note(new StringBuilder("key"));
    fixture.put(key, survivors.note(List.of(key)));
    key = null;

    assertThat(reasons(survivors.notHolder(fixture).search()))
        .containsExactlyInAnyOrder(Reachability.BY_TEST, LeakAnalysis.ASKED);
  }

  @Test
  void search_newMapInAStaticList_isALeakWithWhatItsOldKeysHave() {
    Map<Object, Object> map = survivors.note(new WeakHashMap<>());
    map.put(OLD_KEY, survivors.note(new StringBuilder("value")));
    LIST.add(map);
    map = null;

    Finding finding = only(survivors.search());

    assertThat(finding.signature()).isEqualTo(NAME + ".LIST");
    assertThat(finding.survivors()).containsExactly(0, 1);
  }

  @Test
  void search_mapBehindACleanUpThatIsNone_hidesNothing() {
    HASH.put(survivors.note(new PhantomKey()), survivors.note(new StringBuilder("to clean up")));

    assertThat(reasons(survivors.search())).containsExactly(KnownHolder.GONE_KEY);
  }

  @Test
  void search_keyOfASetThatHoldsItSoftly_isSoftlyReachable() {
    SoftKey key = new SoftKey(survivors.note(new StringBuilder("as the JDK interns locales")));
    HASH.put(key, key);
    key = null;

    assertThat(reasons(survivors.search())).containsExactly(Reachability.SOFT);
  }

  private static final class SoftKey extends SoftReference<Object> {
    SoftKey(Object key) {
      super(key);
    }
  }

  private static final class PhantomKey extends PhantomReference<Object> {
    PhantomKey() {
      super(new Object(), new ReferenceQueue<>());
    }
  }

  @Test
  void search_setOfPlainReferences_isALeakAsNobodyDropsThem() {
    for (int i = 0; i < 3; i++) {
      HASH.put(survivors.note(new WeakReference<>(new Object())), true);
    }

    assertThat(only(survivors.search()).survivors()).containsExactly(0, 1, 2);
  }

  @Test
  void search_classValue_isHeldByWhoHoldsIt() {
    ClassValue<StringBuilder> kept = valueOf(survivors.note(new StringBuilder("kept")));
    ClassValue<StringBuilder> fixture = valueOf(survivors.note(new StringBuilder("test")));
    valueOf(survivors.note(new StringBuilder("gone")));
    CLASS_VALUES.add(List.of(kept));
    kept = null;

    LeakFindings found = survivors.notHolder(fixture).search();

    assertThat(only(found).survivors()).containsExactly(0);
    assertThat(only(found).signature()).isEqualTo(NAME + ".CLASS_VALUES");
    assertThat(found.setApart())
        .contains(new Apart(Reachability.BY_TEST, List.of(1)))
        .hasSize(2); // one is in the map, and in what the map looks up first
  }

  @Test
  void search_classValueFromWhichAnotherClassWasRemoved_isHeldAsBefore() {
    ClassValue<StringBuilder> kept = valueOf(survivors.note(new StringBuilder("kept")));
    CLASS_VALUES.add(List.of(kept));
    kept.remove(Survivors.class); // makes all entries get another version

    assertThat(only(survivors.search()).survivors()).containsExactly(0);
  }

  private static ClassValue<StringBuilder> valueOf(StringBuilder value) {
    ClassValue<StringBuilder> values = new Given(value);
    assertThat(values.get(WeakKeyHoldersTest.class)).isSameAs(value);
    return values;
  }

  /** Gives a value to the first class, and does not keep it. */
  private static final class Given extends ClassValue<StringBuilder> {
    private @Nullable StringBuilder first;

    Given(StringBuilder first) {
      this.first = first;
    }

    @Override
    protected StringBuilder computeValue(Class<?> type) {
      StringBuilder given = first;
      first = null;
      return given == null ? new StringBuilder() : given;
    }
  }

  @Test
  void holderOf_valueInAWeakMap_isTheMapAsTheJvmHasIt() {
    StringBuilder value = new StringBuilder("value");
    WeakReference<?> noted = new WeakReference<>(value);
    WEAK.put(OLD_KEY, value);
    value = null;

    HeapExamination.Answer<Optional<ReferenceFate>> fate =
        LeakSearch.holderOf(noted, name -> name.startsWith("io.trackmemory."));

    ReferenceFate.Alive alive = (ReferenceFate.Alive) fate.value().orElseThrow().orElseThrow();
    assertThat(alive.holder().orElseThrow().chain().stream().map(ChainLink::toString))
        .containsSequence(
            NAME + ".static WEAK",
            "java.util.WeakHashMap.table",
            "java.util.WeakHashMap$Entry[][*]",
            "java.util.WeakHashMap$Entry.value");
  }
}
