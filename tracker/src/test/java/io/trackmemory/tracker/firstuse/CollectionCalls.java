package io.trackmemory.tracker.firstuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Collections, arrays and what goes through them. */
@SuppressWarnings({"JdkObsolete", "NonApiType"}) // old classes allocate too
final class CollectionCalls {

  private CollectionCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("ArrayList.add")) {
      return grown();
    }
    if (calls.is("ArrayList.removeIf")) {
      return without();
    }
    if (calls.is("ArrayList.forEach")) {
      return each();
    }
    if (calls.is("ArrayList.sort")) {
      return sorted();
    }
    if (calls.is("ArrayList.toString")) {
      return new ArrayList<>(List.of("a", 1, 2L)).toString();
    }
    if (calls.is("HashMap.put and iterate")) {
      return filled(new HashMap<>());
    }
    if (calls.is("HashMap.computeIfAbsent")) {
      return computed();
    }
    if (calls.is("HashMap.merge")) {
      return merged();
    }
    if (calls.is("HashMap.entrySet stream")) {
      return new HashMap<>(Map.of("a", 1)).entrySet().stream().map(Map.Entry::getKey).toList();
    }
    if (calls.is("HashMap with colliding keys")) {
      return colliding();
    }
    if (calls.is("TreeMap")) {
      return filled(new TreeMap<>());
    }
    if (calls.is("List.of")) {
      return List.of("a", "b", "c");
    }
    if (calls.is("Map.of")) {
      return Map.of("a", 1, "b", 2);
    }
    if (calls.is("Map.ofEntries")) {
      return Map.ofEntries(Map.entry("a", 1), Map.entry("b", 2));
    }
    if (calls.is("Collections.shuffle and reverse")) {
      return reversed();
    }
    if (calls.is("Collections.shuffle")) {
      return shuffled();
    }
    if (calls.is("Arrays.sort, objects")) {
      return sortedArray();
    }
    if (calls.is("Arrays.stream")) {
      return Arrays.stream(new int[] {1, 2}).sum();
    }
    if (calls.is("Arrays.setAll")) {
      return set();
    }
    if (calls.is("Arrays.parallelPrefix")) {
      return prefixed();
    }
    if (calls.is("Comparator chain")) {
      return chained();
    }
    if (calls.is("Iterator over a map")) {
      return iterated();
    }
    if (calls.is("Optional.map")) {
      return Optional.of("abc").map(String::length).orElse(0);
    }
    if (calls.is("Objects.hash")) {
      return Objects.hash("a", 1, 2L);
    }
    if (calls.is("BitSet")) {
      return bits();
    }
    return calls.none();
  }

  private static Object grown() {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      list.add(i);
    }
    return list;
  }

  private static Object without() {
    List<String> list = new ArrayList<>(List.of("a", "b"));
    list.removeIf("a"::equals);
    return list;
  }

  private static Object each() {
    int[] sum = {0};
    new ArrayList<>(List.of(1, 2)).forEach(value -> sum[0] += value);
    return sum;
  }

  private static Object sorted() {
    List<String> list = new ArrayList<>(List.of("b", "a", "c"));
    list.sort(Comparator.naturalOrder());
    return list;
  }

  private static Object filled(Map<Object, Object> map) {
    for (int i = 0; i < 15; i++) {
      map.put(KEYS[i], "x");
    }
    return map;
  }

  private static Object computed() {
    Map<String, List<String>> map = new HashMap<>();
    map.computeIfAbsent("a", key -> new ArrayList<>()).add("b");
    return map;
  }

  private static Object merged() {
    Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
    map.merge("a", 1, Integer::sum);
    return map;
  }

  record Key(int value) implements Comparable<Key> {
    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public int compareTo(Key other) {
      return Integer.compare(value, other.value);
    }
  }

  private static Object colliding() {
    Map<Key, String> map = new HashMap<>(128);
    for (int i = 0; i < 12; i++) {
      map.put(new Key(i), "x");
    }
    return map;
  }

  private static Object reversed() {
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
    Collections.shuffle(list, new Random(1));
    Collections.reverse(list);
    return list;
  }

  private static Object shuffled() {
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
    Collections.shuffle(list);
    return list;
  }

  private static Object sortedArray() {
    String[] array = {"c", "a", "b"};
    Arrays.sort(
        array, Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
    return array;
  }

  private static Object set() {
    int[] array = new int[3];
    Arrays.setAll(array, i -> i * 2);
    return array;
  }

  private static Object prefixed() {
    int[] array = {1, 2, 3};
    Arrays.parallelPrefix(array, Integer::sum);
    return array;
  }

  private static Object chained() {
    return Comparator.comparing(String::length, Comparator.reverseOrder())
        .thenComparing(Comparator.nullsFirst(Comparator.naturalOrder()))
        .reversed()
        .compare("a", "b");
  }

  private static Object iterated() {
    int sum = 0;
    for (Map.Entry<String, Integer> entry : new TreeMap<>(Map.of("a", 1)).entrySet()) {
      sum += entry.getValue();
    }
    return sum;
  }

  private static Object bits() {
    BitSet bits = new BitSet();
    bits.set(3);
    bits.set(300);
    return bits.toString();
  }

  /* The same objects each time: a tree of them must come out the same. */
  private static final String[] KEYS = keys();

  private static String[] keys() {
    String[] keys = new String[15];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Character.toString((char) ('a' + i));
    }
    return keys;
  }
}
