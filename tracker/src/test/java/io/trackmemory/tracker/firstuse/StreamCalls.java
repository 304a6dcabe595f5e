package io.trackmemory.tracker.firstuse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Streams and collectors. */
final class StreamCalls {

  private StreamCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("Stream.map and toList")) {
      return NAMES.stream().map(String::length).toList();
    }
    if (calls.is("Stream.filter and count")) {
      return NAMES.stream().filter(name -> name.length() > 1).count();
    }
    if (calls.is("Stream.sorted")) {
      return NAMES.stream().sorted().toList();
    }
    if (calls.is("Stream.sorted, comparator")) {
      return NAMES.stream().sorted(Comparator.comparing(String::length)).toList();
    }
    if (calls.is("Stream.distinct and limit")) {
      return NAMES.stream().distinct().limit(2).toList();
    }
    if (calls.is("Stream.flatMap")) {
      return NAMES.stream().flatMap(name -> Stream.of(name, name)).toList();
    }
    if (calls.is("Stream.mapMulti")) {
      return NAMES.stream().<String>mapMulti((name, out) -> out.accept(name)).toList();
    }
    if (calls.is("Stream.reduce")) {
      return NAMES.stream().reduce("", String::concat);
    }
    if (calls.is("Stream.anyMatch and findFirst")) {
      return NAMES.stream().anyMatch("a"::equals) && NAMES.stream().findFirst().isPresent();
    }
    if (calls.is("Stream.iterate and takeWhile")) {
      return Stream.iterate(1, i -> i * 2).takeWhile(i -> i < 100).toList();
    }
    if (calls.is("Stream.concat")) {
      return Stream.concat(NAMES.stream(), Stream.of("x")).toList();
    }
    if (calls.is("Stream.toArray")) {
      return NAMES.stream().toArray(String[]::new);
    }
    if (calls.is("Stream.mapToInt and sum")) {
      return NAMES.stream().mapToInt(String::length).sum();
    }
    if (calls.is("Stream, boxed and max")) {
      return IntStream.range(0, 5).boxed().max(Comparator.naturalOrder()).orElse(0);
    }
    if (calls.is("IntStream.range")) {
      return IntStream.range(0, 10).filter(i -> i % 2 == 0).toArray();
    }
    if (calls.is("IntStream.summaryStatistics")) {
      return IntStream.of(1, 2, 3).summaryStatistics().toString();
    }
    if (calls.is("LongStream")) {
      return LongStream.rangeClosed(1, 5).mapToObj(Long::toString).toList();
    }
    if (calls.is("DoubleStream.average")) {
      return DoubleStream.of(1, 2).average();
    }
    if (calls.is("Collectors.toMap")) {
      return NAMES.stream().collect(Collectors.toMap(Function.identity(), String::length));
    }
    if (calls.is("Collectors.groupingBy")) {
      return NAMES.stream().collect(Collectors.groupingBy(String::length));
    }
    if (calls.is("Collectors.groupingBy, downstream")) {
      return NAMES.stream()
          .collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.counting()));
    }
    if (calls.is("Collectors.partitioningBy")) {
      return NAMES.stream().collect(Collectors.partitioningBy(String::isEmpty));
    }
    if (calls.is("Collectors.joining")) {
      return NAMES.stream().collect(Collectors.joining(",", "[", "]"));
    }
    if (calls.is("Collectors.toSet")) {
      return NAMES.stream().collect(Collectors.toSet());
    }
    if (calls.is("Collectors.toUnmodifiableList")) {
      return NAMES.stream().collect(Collectors.toUnmodifiableList());
    }
    if (calls.is("Collectors.averagingInt")) {
      return NAMES.stream().collect(Collectors.averagingInt(String::length));
    }
    if (calls.is("Collectors.teeing")) {
      return NAMES.stream()
          .collect(Collectors.teeing(Collectors.counting(), Collectors.toList(), List::of));
    }
    if (calls.is("Collectors.collectingAndThen")) {
      return NAMES.stream()
          .collect(
              Collectors.collectingAndThen(Collectors.toCollection(ArrayList::new), List::copyOf));
    }
    if (calls.is("StreamSupport of an iterable")) {
      return StreamSupport.stream(NAMES.spliterator(), false).skip(1).peek(name -> {}).toList();
    }
    return calls.none();
  }

  private static final List<String> NAMES = List.of("delta", "a", "charlie", "bravo");
}
