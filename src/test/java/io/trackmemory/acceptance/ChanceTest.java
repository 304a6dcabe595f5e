package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.ThrowingRunnable;
import java.io.File;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the JDK draws by chance is in no verdict; what is made beside it, by the same call or by the
 * same class, is.
 */
class ChanceTest {

  private static final int REPETITIONS = 40;
  private static final int ENTRIES = 200;
  private static final List<Object> KEPT = new ArrayList<>();
  private static final List<String> KEYS = keys();
  private static final SecureRandom RANDOM = new SecureRandom();
  /* Just above a power of two: half of the numbers drawn are too large. */
  private static final BigInteger PRIME = BigInteger.TWO.pow(126).nextProbablePrime();
  private static final byte[] BYTES = new byte[20];

  @TempDir Path folder;

  /* What is found by its name: a message of a leak has it. */
  private static final class Mail {}

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      keys.add("key" + i);
    }
    return keys;
  }

  @BeforeEach
  void makeRoom() {
    KEPT.clear();
    ((ArrayList<Object>) KEPT).ensureCapacity(1000);
  }

  @AfterEach
  void letGo() {
    KEPT.clear();
  }

  private static ConcurrentSkipListMap<String, Object> filled() {
    ConcurrentSkipListMap<String, Object> map = new ConcurrentSkipListMap<>();
    for (String key : KEYS) {
      map.put(key, key);
    }
    return map;
  }

  /* Objects and bytes of each of many runs alike; how many there are by chance. */
  private static long sameEachTime(ThrowingRunnable action) {
    Set<List<Long>> seen = new HashSet<>();
    Set<Long> drawn = new HashSet<>();
    MemoryTracker.measure(action);
    for (int i = 0; i < REPETITIONS; i++) {
      MemorySnapshot snapshot = MemoryTracker.measure(action);
      seen.add(List.of(snapshot.allocationCount(), snapshot.allocatedBytes()));
      drawn.add(snapshot.chanceCount());
    }
    assertThat(seen).hasSize(1);
    assertThat(drawn).hasSizeGreaterThan(1);
    return seen.iterator().next().get(0);
  }

  @Test
  void levelsOfASkipList() {
    // The map, its first node and lowest level, its adder, the iterator, a node for each entry.
    assertThat(sameEachTime(ChanceTest::filled)).isEqualTo(5 + ENTRIES);
    assertThat(sameEachTime(() -> new ConcurrentSkipListSet<>(KEYS))).isEqualTo(6 + ENTRIES);
    sameEachTime(
        () -> new ConcurrentSkipListMap<String, String>().putAll(Map.of("a", "b", "c", "d")));
    sameEachTime(
        () -> {
          ConcurrentSkipListMap<String, String> map = new ConcurrentSkipListMap<>();
          for (String key : KEYS) {
            map.computeIfAbsent(key, String::trim);
            map.merge(key, "x", (a, b) -> b);
            map.putIfAbsent(key, "y");
          }
        });
  }

  /* As many as its size tells. */
  @Test
  void levelsOfACopiedSkipList_count() {
    ConcurrentSkipListMap<String, Object> map = filled();
    MemoryTracker.measure(() -> KEPT.add(map.clone()));
    MemorySnapshot copied = MemoryTracker.measure(() -> KEPT.add(map.clone()));
    assertThat(copied.chanceCount()).isZero();
    assertThat(copied.allocationCount()).isGreaterThan(ENTRIES + ENTRIES / 4);
  }

  @Test
  void blocksOfRandomBytes() {
    assertThat(sameEachTime(UUID::randomUUID)).isEqualTo(2);
    sameEachTime(() -> RANDOM.nextBytes(BYTES));
    sameEachTime(RANDOM::nextLong);
  }

  /* Their bytes differ, as names do. */
  @Test
  void namesOfTemporaryFiles() {
    ThrowingRunnable action =
        () -> {
          File.createTempFile("abc", "b", folder.toFile());
          Files.createTempFile(folder, "a", "b");
          Files.createTempDirectory(folder, "a");
        };
    MemoryTracker.measure(action);
    Set<Long> counts = new HashSet<>();
    for (int i = 0; i < REPETITIONS; i++) {
      counts.add(MemoryTracker.measure(action).allocationCount());
    }
    assertThat(counts).hasSize(1);
  }

  @Test
  void testsOfPrimes() {
    sameEachTime(() -> PRIME.isProbablePrime(50));
  }

  @Test
  void lineOfItsOwn() {
    assertThat(messageOf(() -> assertThatMemory(ChanceTest::filled).hasNoAllocations()))
        .contains("make no allocations but it made 205 (")
        .containsPattern("\nBy chance, not counted: \\d+ objects, ");
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void whatIsKeptThere_isALeak() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(
                            () -> {
                              ConcurrentSkipListMap<String, Object> map = filled();
                              map.put("mail", new Mail());
                              KEPT.add(map);
                            })
                        .hasNoLeaks()))
        .contains("ChanceTest.KEPT")
        .contains("ConcurrentSkipListMap$Node")
        .contains("ChanceTest$Mail");
    assertThat(messageOf(() -> assertThatMemory(() -> KEPT.add(UUID.randomUUID())).hasNoLeaks()))
        .contains("java.util.UUID");
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> KEPT.add(Files.createTempFile(folder, "a", "b")))
                        .hasNoLeaks()))
        .contains("Path");
  }
}
