package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Code that takes another path with each call, which the JVM links when it is taken first. */
final class CallPaths {

  private CallPaths() {}

  static ThrowingRunnable path(int call) {
    return switch (call % 20) {
      case 0 -> () -> Pair.use("a" + call);
      case 1 -> () -> Pair.use(call + "b" + 2L * call);
      case 2 -> () -> Pair.use(Stream.of("x", "yy").map(String::length).toList());
      case 3 -> () -> Pair.use(word("word" + call % 3));
      case 4 -> () -> Pair.use(IntStream.range(0, call).boxed().collect(Collectors.toSet()));
      case 5 -> () -> Pair.use(Optional.of(call).map(i -> i * 2).filter(i -> i > 3));
      case 6 -> () -> Pair.use(new TreeMap<>(Comparator.comparing(String::length)).put("k", call));
      case 7 -> () -> Pair.use(new BigDecimal("1.25").pow(call).toPlainString());
      case 8 -> () -> Pair.use(Base64.getEncoder().encodeToString(bytes("text" + call)));
      case 9 -> () -> Pair.use(UUID.nameUUIDFromBytes(bytes("name" + call + 'c')));
      default -> laterPath(call);
    };
  }

  private static ThrowingRunnable laterPath(int call) {
    return switch (call % 20) {
      case 10 -> () -> Pair.use(CompletableFuture.supplyAsync(() -> call).get());
      case 11 -> () -> Pair.use(new EnumMap<>(Map.of(TimeUnit.DAYS, call)));
      case 12 -> () -> Pair.use(List.of(3, 1, 2).stream().sorted().map(i -> "n" + i).toList());
      case 13 -> () -> Pair.use(new StringJoiner("-").add("a").add("b" + 1.5f * call));
      case 14 -> () -> Pair.use(((Function<Integer, Integer>) i -> i + call).apply(1));
      case 15 -> () -> Pair.use(((IntUnaryOperator) i -> i * call).andThen(i -> -i).applyAsInt(1));
      case 16 -> () -> Pair.use("split,by,comma".split(","));
      case 17 -> () -> Pair.use("text " + call + ' ' + true + 1.5 + 'c' + 7L);
      case 18 -> () -> Pair.use(Integer.toHexString(call) + Long.parseLong("17") + Math.sin(call));
      default -> () -> Pair.use(String.valueOf(call).chars().mapToObj(c -> "c" + c).toList());
    };
  }

  private static int word(String word) {
    return switch (word) {
      case "word0" -> 10;
      case "word1" -> 11;
      default -> word.length();
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
