package io.trackmemory.tracker.question;

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
import org.junit.jupiter.api.Test;

/**
 * Room of the JDK's collections is no leak, what stays in them is: told by the recorder, with all
 * that it follows.
 */
class RoomTest {

  private static final int MANY = 5_000;

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
      return number % 500;
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
    LeakResult leaks = seen.leaks();
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
              assertThat(apart.bytes()).isGreaterThan(MANY * 20L);
            });

    COLLECTIONS.values().forEach(each -> each.add(new Item(-1)));
    MAPS.values().forEach(each -> each.put(OLD, OLD));
    for (int i = MANY; i < MANY + 100; i++) {
      Item item = new Item(i);
      MAPS.values().forEach(each -> each.put(item, item));
      KEPT.add(item);
    }
    assertThat(leaks(() -> registerAndUnregister(2 * MANY, 5 * MANY - 2 * MANY)).leaks()).isEmpty();
  }

  static final Item OLD = new Item(-7);
  static final List<Item> KEPT = new ArrayList<>();
}
