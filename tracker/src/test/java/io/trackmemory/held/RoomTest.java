package io.trackmemory.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.jdk.KnownHolder;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Room of the JDK's collections is no leak, what stays in them is: told by the recorder, with all
 * that it follows.
 */
@SuppressWarnings("JdkObsolete") // users have these, too
class RoomTest {

  private static final int MANY = 500;

  static final Map<String, Collection<Item>> COLLECTIONS = collections();
  static final Map<String, Map<Item, Item>> MAPS = maps();

  static final StringBuilder BUILDER = new StringBuilder();
  static final StringBuffer BUFFER = new StringBuffer();
  static final StringWriter WRITER = new StringWriter();
  static final ByteArrayOutputStream BYTES = new ByteArrayOutputStream();
  static final BitSet BITS = new BitSet();
  static final LongAdder ADDER = new LongAdder();
  static final EnumMap<TimeUnit, Item> ENUMS = new EnumMap<>(TimeUnit.class);
  static final Properties PROPERTIES = new Properties();
  static final AtomicReference<Object> REFERENCE = new AtomicReference<>();
  static final Map<String, Object> ARRAYS = new HashMap<>();
  static @Nullable List<Object> made;

  /** Something that is put in; few hash codes, so that bins become trees. */
  static final class Item implements Comparable<Item> {
    final int number;

    Item(int number) {
      this.number = number;
    }

    @Override
    public int compareTo(Item other) {
      return Integer.compare(number, other.number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Item item && item.number == number;
    }

    @Override
    public int hashCode() {
      return number % 50;
    }
  }

  private static Map<String, Collection<Item>> collections() {
    Map<String, Collection<Item>> all = new LinkedHashMap<>();
    for (Collection<Item> each :
        List.<Collection<Item>>of(
            new ArrayList<>(),
            new LinkedList<>(),
            new Vector<>(),
            new ArrayDeque<>(),
            new PriorityQueue<>(),
            new HashSet<>(),
            new LinkedHashSet<>(),
            new TreeSet<>(),
            new ArrayBlockingQueue<>(2 * MANY),
            new ConcurrentLinkedDeque<>(),
            new ConcurrentLinkedQueue<>(),
            new ConcurrentSkipListSet<>(),
            new LinkedBlockingDeque<>(),
            new LinkedBlockingQueue<>(),
            new LinkedTransferQueue<>(),
            new PriorityBlockingQueue<>(),
            ConcurrentHashMap.newKeySet())) {
      all.put(each.getClass().getSimpleName(), each);
    }
    all.put("CopyOnWriteArrayList", new CopyOnWriteArrayList<>());
    all.put("CopyOnWriteArraySet", new CopyOnWriteArraySet<>());
    return all;
  }

  private static Map<String, Map<Item, Item>> maps() {
    Map<String, Map<Item, Item>> all = new LinkedHashMap<>();
    for (Map<Item, Item> each :
        List.<Map<Item, Item>>of(
            new HashMap<>(),
            new LinkedHashMap<>(),
            new TreeMap<>(),
            new IdentityHashMap<>(),
            new WeakHashMap<>(),
            new Hashtable<>(),
            new ConcurrentHashMap<>(),
            new ConcurrentSkipListMap<>(),
            Collections.synchronizedMap(new HashMap<>()))) {
      all.put(each.getClass().getSimpleName(), each);
    }
    return all;
  }

  private static LeakResult leaks(ThrowingRunnable action) {
    MemorySnapshot seen = MemoryTracker.measure(action);
    LeakResult leaks = seen.leakResult();
    assertThat(leaks.uncertified()).isEmpty();
    return leaks;
  }

  private static List<String> types(Leak leak) {
    return leak.objects().stream().map(SiteStatistics::typeName).toList();
  }

  /** With items from one to the other but the last: puts them in, and takes them out again. */
  private static void registerAndUnregister(int from, int to) {
    COLLECTIONS.forEach(
        (name, collection) -> {
          int end = name.startsWith("CopyOn") ? from + 20 : to;
          for (int i = from; i < end; i++) {
            collection.add(new Item(i));
          }
          for (int i = end - 1; i >= from; i--) {
            collection.remove(new Item(i));
          }
        });
    MAPS.forEach(
        (name, map) -> {
          List<Item> keys = new ArrayList<>();
          for (int i = from; i < to; i++) {
            keys.add(new Item(i));
            map.put(keys.get(i - from), new Item(i));
          }
          assertThat(map.keySet().size() + map.values().size()).isEqualTo(2 * map.size());
          assertThat(map.entrySet()).isNotEmpty();
          keys.forEach(map::remove);
        });
  }

  private static void useOthers() throws InterruptedException {
    for (int i = 0; i < MANY; i++) {
      BUILDER.append("some text");
      BUFFER.append("some text");
      WRITER.write("some text");
      BYTES.write(i);
      BITS.set(i);
      PROPERTIES.setProperty("key" + i, "value" + i);
    }
    assertThat(BUFFER.toString()).isEqualTo(BUILDER.toString()).isEqualTo(WRITER.toString());
    BUILDER.setLength(0);
    BUFFER.setLength(0);
    WRITER.getBuffer().setLength(0);
    BYTES.reset();
    BITS.clear();
    PROPERTIES.clear();
    ENUMS.put(TimeUnit.DAYS, new Item(1));
    ENUMS.clear();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(new Thread(RoomTest::count));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void count() {
    for (int i = 0; i < MANY; i++) {
      ADDER.increment();
    }
  }

  @Test
  void whatIsPutInAndTakenOut_leavesNoLeak_inEmptyOnesAndOthers() {
    LeakResult first =
        leaks(
            () -> {
              registerAndUnregister(0, MANY);
              useOthers();
            });
    assertThat(first.leaks()).isEmpty();
    assertThat(first.setApart())
        .anySatisfy(
            apart -> {
              assertThat(apart.reason()).isEqualTo(KnownHolder.ROOM);
              assertThat(apart.bytes()).isGreaterThan(MANY * 100L);
            });

    KEPT.forEach(item -> MAPS.values().forEach(map -> map.put(item, item)));
    LeakResult second = leaks(() -> registerAndUnregister(100, 2 * MANY));
    assertThat(second.leaks()).isEmpty();
    assertThat(second.setApart())
        .extracting(LeakResult.SetApart::reason)
        .contains(KnownHolder.ROOM);
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void entryThatATreeMovesToTheNodeOfAnother_isNoLeak() {
    TreeMap<Integer, Object> tree = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      tree.put(i * 1_000, OLD);
    }
    TREES.add(tree);

    LeakResult moved =
        leaks(
            () -> {
              for (int i = 99_500; i > 0; i -= 250) { // each becomes the parent of others
                TREES.get(0).putIfAbsent(i, OLD);
              }
              TREES.get(0).keySet().removeIf(key -> key % 1_000 != 0);
            });
    LeakResult stayed =
        leaks(
            () -> {
              TREES.get(0).put(-1_000_000, OLD);
              TREES.get(0).put(1_000, new Item(1));
            });

    assertThat(moved.leaks()).isEmpty();
    assertThat(types(only(stayed)))
        .containsExactlyInAnyOrder(
            "java.util.TreeMap$Entry", "java.lang.Integer", Item.class.getName());
  }

  @Test
  void whatStays_isFoundInEach() {
    LeakResult found =
        leaks(
            () -> {
              COLLECTIONS.values().forEach(each -> each.add(new Item(30_000)));
              MAPS.values().forEach(each -> each.put(new Item(30_001), new Item(30_002)));
            });

    long items =
        found.leaks().stream()
            .flatMap(leak -> leak.objects().stream())
            .filter(row -> row.typeName().equals(Item.class.getName()))
            .mapToLong(SiteStatistics::count)
            .sum();
    int allButWeak = MAPS.size() - 1; // whose key nobody else holds
    assertThat(items).isEqualTo(COLLECTIONS.size() + 2 * allButWeak);
    assertThat(found.leaks())
        .extracting(Leak::signature)
        .containsExactlyInAnyOrder(
            RoomTest.class.getName() + ".COLLECTIONS", RoomTest.class.getName() + ".MAPS");
  }

  @Test
  void newEntryOfOldObjects_isFound() {
    Item first = KEPT.get(0);
    MAPS.values().forEach(map -> map.remove(first));

    LeakResult found = leaks(() -> MAPS.values().forEach(map -> map.put(first, first)));

    assertThat(found.leaks()).hasSize(1);
    assertThat(types(found.leaks().get(0)))
        .contains(
            "java.util.HashMap$Node",
            "java.util.LinkedHashMap$Entry",
            "java.util.WeakHashMap$Entry",
            "java.util.Hashtable$Entry",
            "java.util.concurrent.ConcurrentHashMap$Node",
            "java.util.concurrent.ConcurrentSkipListMap$Node");
  }

  @Test
  void roomOfWhatStays_belongsToIt() {
    Map<Object, Object> map = new HashMap<>();
    GROWN.add(map);
    map = null;

    Leak leak = only(leaks(() -> fill(GROWN.get(0))));

    assertThat(types(leak))
        .containsOnly("java.util.HashMap$Node", "java.util.HashMap$Node[]", Item.class.getName());
    assertThat(leak.chain().get(leak.chain().size() - 1).typeName())
        .isEqualTo(Item.class.getName());
    assertThat(leak.retainedBytes().orElseThrow())
        .isGreaterThanOrEqualTo(leak.objects().stream().mapToLong(SiteStatistics::bytes).sum());
  }

  private static void fill(Map<Object, Object> map) {
    for (int i = 0; i < MANY; i++) {
      map.put(KEPT, KEPT);
      map.put(i % 2 == 0 ? "even" : "odd", KEPT);
    }
    for (int i = 0; i < MANY; i++) {
      map.put(-i, i);
    }
    for (int i = 0; i < MANY; i++) {
      map.remove(-i);
    }
    map.put("stays", new Item(0));
  }

  @Test
  void arrayThatIsPutIn_andNewCollection_areNoRoom() {
    LeakResult found =
        leaks(
            () -> {
              REFERENCE.set(new int[1_000]);
              ARRAYS.put("array", new long[1_000]);
              made = new ArrayList<>(1_000);
            });

    assertThat(found.leaks())
        .extracting(Leak::signature)
        .containsExactlyInAnyOrder(
            RoomTest.class.getName() + ".REFERENCE",
            RoomTest.class.getName() + ".ARRAYS",
            RoomTest.class.getName() + ".made");
    assertThat(found.leaks())
        .flatExtracting(RoomTest::types)
        .contains("int[]", "long[]", "java.lang.Object[]", "java.util.ArrayList");
  }

  private static Leak only(LeakResult found) {
    assertThat(found.leaks()).hasSize(1);
    return found.leaks().get(0);
  }

  static final Item OLD = new Item(-7);
  static final List<TreeMap<Integer, Object>> TREES = new ArrayList<>();
  static final List<Item> KEPT = new ArrayList<>();
  static final List<Map<Object, Object>> GROWN = new ArrayList<>();

  static {
    for (int i = 0; i < 100; i++) {
      KEPT.add(new Item(i));
    }
  }
}
