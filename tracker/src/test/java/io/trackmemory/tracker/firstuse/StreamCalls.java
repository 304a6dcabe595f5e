package io.trackmemory.tracker.firstuse;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Streams and collectors. */
final class StreamCalls {

  private StreamCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("Stream.map and toList")) {
      return NAMES.stream().map(String::length).toList();
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
    if (calls.is("Stream.iterate and takeWhile")) {
      return Stream.iterate(1, i -> i * 2).takeWhile(i -> i < 100).toList();
    }
    if (calls.is("Stream.mapToInt and sum")) {
      return NAMES.stream().mapToInt(String::length).sum();
    }
    if (calls.is("IntStream.summaryStatistics")) {
      return IntStream.of(1, 2, 3).summaryStatistics().toString();
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
    if (calls.is("Collectors.teeing")) {
      return NAMES.stream()
          .collect(Collectors.teeing(Collectors.counting(), Collectors.toList(), List::of));
    }
    if (calls.is("StreamSupport of an iterable")) {
      return StreamSupport.stream(NAMES.spliterator(), false).skip(1).peek(name -> {}).toList();
    }
    return calls.none();
  }

  private static final List<String> NAMES = List.of("delta", "a", "charlie", "bravo");
}
