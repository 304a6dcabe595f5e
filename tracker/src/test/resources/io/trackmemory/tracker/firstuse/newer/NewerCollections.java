package io.trackmemory.tracker.firstuse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Gatherer;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sequenced collections, gatherers, factories, of JDK 19 and later. */
final class NewerCollections implements Calls.Group {

  private static final List<String> LETTERS = List.of("a", "b", "c", "d");

  @Override
  public Object call(Calls calls) throws Throwable {
    if (calls.is("List.reversed")) {
      return new ArrayList<>(new ArrayList<>(LETTERS).reversed());
    }
    if (calls.is("List.of, reversed")) {
      return LETTERS.reversed().toString();
    }
    if (calls.is("List.addFirst and removeLast")) {
      List<String> list = new ArrayList<>(LETTERS);
      list.addFirst("x");
      return list.removeLast() + list.getFirst() + list.getLast();
    }
    if (calls.is("List.reversed, stream")) {
      return new ArrayList<>(LETTERS).reversed().stream().toList();
    }
    if (calls.is("CopyOnWriteArrayList.reversed")) {
      return new CopyOnWriteArrayList<>(LETTERS).reversed().getFirst();
    }
    if (calls.is("Deque.reversed")) {
      return new ArrayDeque<>(LETTERS).reversed().peekFirst();
    }
    if (calls.is("LinkedHashMap.putFirst and pollLastEntry")) {
      LinkedHashMap<String, String> map = new LinkedHashMap<>(Map.of("a", "b"));
      map.putFirst("c", "d");
      return map.pollLastEntry();
    }
    if (calls.is("LinkedHashMap.reversed")) {
      return new LinkedHashMap<>(Map.of("a", "b")).reversed().toString();
    }
    if (calls.is("LinkedHashMap.sequencedKeySet")) {
      return new LinkedHashMap<>(Map.of("a", "b")).sequencedKeySet().reversed().getFirst();
    }
    if (calls.is("LinkedHashMap.sequencedValues")) {
      return new LinkedHashMap<>(Map.of("a", "b")).sequencedValues().getLast();
    }
    if (calls.is("LinkedHashMap.sequencedEntrySet")) {
      return new LinkedHashMap<>(Map.of("a", "b")).sequencedEntrySet().iterator().next();
    }
    if (calls.is("LinkedHashSet.reversed")) {
      return new LinkedHashSet<>(LETTERS).reversed().getFirst();
    }
    if (calls.is("TreeMap.reversed")) {
      return new TreeMap<>(Map.of("a", "b")).reversed().firstEntry();
    }
    if (calls.is("TreeSet.reversed")) {
      return new TreeSet<>(LETTERS).reversed().removeFirst();
    }
    if (calls.is("ConcurrentSkipListMap.reversed")) {
      return new ConcurrentSkipListMap<>(Map.of("a", "b")).reversed().firstEntry();
    }
    if (calls.is("Collections.unmodifiableSequencedMap")) {
      return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(Map.of("a", "b")))
          .reversed()
          .firstEntry();
    }
    if (calls.is("Collections.unmodifiableSequencedCollection")) {
      return Collections.unmodifiableSequencedCollection(new ArrayList<>(LETTERS)).getLast();
    }
    if (calls.is("Collections.newSequencedSetFromMap")) {
      return Collections.newSequencedSetFromMap(new LinkedHashMap<String, Boolean>()).add("a");
    }
    if (calls.is("Collections.shuffle, generator")) {
      List<String> list = new ArrayList<>(LETTERS);
      Collections.shuffle(list, Random.from(new java.util.SplittableRandom(5)));
      return list;
    }
    if (calls.is("HashMap.newHashMap")) {
      Map<String, String> map = HashMap.newHashMap(10);
      map.put("a", "b");
      return map;
    }
    if (calls.is("HashSet.newHashSet")) {
      return HashSet.newHashSet(10).add("a");
    }
    if (calls.is("LinkedHashMap.newLinkedHashMap")) {
      return LinkedHashMap.newLinkedHashMap(10).put("a", "b");
    }
    if (calls.is("WeakHashMap.newWeakHashMap")) {
      return WeakHashMap.newWeakHashMap(10).put("a", "b");
    }
    if (calls.is("Gatherers.windowFixed")) {
      return LETTERS.stream().gather(Gatherers.windowFixed(3)).toList();
    }
    if (calls.is("Gatherers.windowSliding")) {
      return LETTERS.stream().gather(Gatherers.windowSliding(2)).toList();
    }
    if (calls.is("Gatherers.fold")) {
      return LETTERS.stream().gather(Gatherers.fold(() -> "", (a, b) -> a + b)).findFirst();
    }
    if (calls.is("Gatherers.scan")) {
      return LETTERS.stream().gather(Gatherers.scan(() -> "", (a, b) -> a + b)).toList();
    }
    if (calls.is("Gatherer.of")) {
      Gatherer<String, ?, String> twice =
          Gatherer.of((state, element, out) -> out.push(element) && out.push(element));
      return LETTERS.stream().gather(twice).toList();
    }
    if (calls.is("Gatherer.ofSequential, with state")) {
      Gatherer<String, int[], String> second =
          Gatherer.ofSequential(
              () -> new int[1], (state, element, out) -> state[0]++ % 2 == 0 || out.push(element));
      return LETTERS.stream().gather(second).toList();
    }
    if (calls.is("Gatherer.andThen")) {
      return LETTERS.stream()
          .gather(
              Gatherers.<String>windowFixed(2)
                  .andThen(Gatherers.fold(() -> 0, (n, list) -> n + list.size())))
          .toList();
    }
    if (calls.is("Stream.mapMulti")) {
      return LETTERS.stream().mapMulti((e, out) -> out.accept(e)).toList();
    }
    if (calls.is("IntStream.mapMulti")) {
      return IntStream.range(0, 3).mapMulti((e, out) -> out.accept(e)).sum();
    }
    if (calls.is("Stream.toList, of a gatherer's limit")) {
      return Stream.iterate(1, n -> n + 1).gather(Gatherers.windowFixed(2)).limit(2).toList();
    }
    return calls.none();
  }
}
