package io.trackmemory.tracker.oracle;

import static io.trackmemory.tracker.oracle.Ways.exact;
import static io.trackmemory.tracker.oracle.Ways.onceWarm;
import static io.trackmemory.tracker.oracle.Ways.sink;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trackmemory.tracker.oracle.Way.Kind;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Work of the JDK: collections, strings, numbers, reflection. */
@SuppressWarnings({"JdkObsolete", "NonApiType"}) // old classes allocate too
final class LibraryWays {

  private static final List<String> NAMES = List.of("delta", "alpha", "charlie", "bravo");
  private static final ArrayList<String> LIST = new ArrayList<>(NAMES);
  private static final byte[] TEXT = "some text, \u00e4 and \u0436".getBytes(UTF_8);
  private static final BigInteger BIG = BigInteger.ONE.shiftLeft(4000).subtract(BigInteger.TEN);
  private static final BigInteger ODD = BigInteger.ONE.shiftLeft(2000).subtract(BigInteger.ONE);
  private static final int[] NUMBERS = new Random(1).ints(1000).toArray();
  private static final Pattern WORD = Pattern.compile("(\\w+)-(\\d+)");

  private LibraryWays() {}

  static void addTo(List<Way> ways) {
    collections(ways);
    strings(ways);
    numbers(ways);
    reflection(ways);
    ways.add(onceWarm("stream", () -> sink = NAMES.stream().map(String::length).toList()));
    ways.add(
        onceWarm(
            "collect",
            () ->
                sink = Stream.of("a", "bb", "cc").collect(Collectors.groupingBy(String::length))));
    ways.add(onceWarm("intStream", () -> sink = IntStream.range(0, 100).boxed().toList()));
    ways.add(onceWarm("date", () -> sink = LocalDate.of(2027, 1, 31).plusDays(1).toString()));
    ways.add(onceWarm("format", () -> sink = String.format(Locale.ROOT, "%5d %s", 12, "x")));
    ways.add(onceWarm("regex", () -> sink = WORD.matcher("ab-12").replaceAll("$2-$1")));
    ways.add(onceWarm("uuid", () -> sink = UUID.nameUUIDFromBytes(TEXT)));
    ways.add(onceWarm("serialise", LibraryWays::serialise));
    ways.add(onceWarm("byteBuffer", () -> sink = ByteBuffer.allocate(100).asIntBuffer()));
  }

  private static void collections(List<Way> ways) {
    ways.add(exact("ArrayList", -1, LibraryWays::arrayList));
    ways.add(exact("HashMap", -1, LibraryWays::hashMap));
    ways.add(exact("LinkedList", 6, () -> sink = new LinkedList<>(NAMES)));
    ways.add(exact("HashSet", -1, () -> sink = new HashSet<>(NAMES)));
    ways.add(exact("TreeMap", 3, () -> sink = new TreeMap<>(Map.of())));
    ways.add(exact("ArrayDeque", -1, () -> sink = new ArrayDeque<>(NAMES)));
    ways.add(exact("PriorityQueue", -1, () -> sink = new PriorityQueue<>(NAMES)));
    ways.add(exact("ConcurrentHashMap", -1, LibraryWays::concurrentMap));
    ways.add(exact("ArrayList.clone", 2, () -> sink = LIST.clone()));
    ways.add(exact("toArray", 2, () -> sink = LIST.toArray(new String[0])));
    ways.add(exact("copyOf", 2, () -> sink = Arrays.copyOf(new String[0], 3, Object[].class)));
    ways.add(exact("copyOfRange", 2, () -> sink = Arrays.copyOfRange(new Object[3], 1, 2)));
    ways.add(exact("copyOfInts", 2, () -> sink = Arrays.copyOf(new int[3], 7)));
    ways.add(exact("List.of", -1, () -> sink = List.of("a", "b", "c")));
    ways.add(exact("Map.of", -1, () -> sink = Map.of("a", "b", "c", "d")));
    ways.add(exact("asList", 2, () -> sink = Arrays.asList("a", "b")));
    ways.add(exact("forEach", 1, LibraryWays::iterate));
    ways.add(exact("sort", -1, LibraryWays::sort));
    ways.add(exact("Optional", 1, () -> sink = Optional.of("x")));
    ways.add(exact("computeIfAbsent", -1, LibraryWays::compute));
  }

  private static void strings(List<Way> ways) {
    ways.add(exact("StringBuilder", 4, () -> sink = builder("a", 17, "c")));
    ways.add(exact("StringBuilderGrows", -1, LibraryWays::growing));
    ways.add(exact("StringBuilderUtf16", -1, () -> sink = builder("\u0436", 17, "c")));
    ways.add(exact("substring", 2, () -> sink = "abcdef".substring(2, 4)));
    ways.add(exact("toCharArray", 1, () -> sink = "abcdef".toCharArray()));
    ways.add(exact("newString", 4, () -> sink = new String(new char[] {'a', '\u0436'})));
    ways.add(exact("fromBytes", -1, () -> sink = new String(TEXT, UTF_8)));
    ways.add(exact("getBytes", -1, () -> sink = "some text \u0436".getBytes(UTF_8)));
    ways.add(exact("repeat", 2, () -> sink = "ab".repeat(5)));
    ways.add(exact("replace", 2, () -> sink = "abc".replace('a', 'x')));
    ways.add(exact("Integer.toString", 2, () -> sink = Integer.toString(123456)));
    ways.add(exact("toHexString", 2, () -> sink = Long.toHexString(123456L)));
    ways.add(exact("split", -1, () -> sink = "a,b,c".split(",", -1)));
    ways.add(exact("join", -1, () -> sink = String.join("-", NAMES)));
  }

  private static void numbers(List<Way> ways) {
    ways.add(onceWarm("multiply", () -> sink = BIG.multiply(ODD)));
    ways.add(onceWarm("square", () -> sink = ODD.multiply(ODD)));
    ways.add(new Way("modPow", -1, () -> sink = BIG.modPow(BigInteger.TEN, ODD), Kind.REPLACED));
    ways.add(new Way("sortNumbers", 1, LibraryWays::sortNumbers, Kind.REPLACED));
    ways.add(new Way("digest", -1, LibraryWays::digest, Kind.REPLACED));
    ways.add(onceWarm("divide", () -> sink = BIG.divide(ODD)));
    ways.add(onceWarm("BigDecimal", () -> sink = new BigDecimal("1.25").add(BigDecimal.TEN)));
  }

  private static void reflection(List<Way> ways) {
    try {
      Constructor<?> constructor = ObjectWays.Fields.class.getDeclaredConstructor();
      Method method = LibraryWays.class.getDeclaredMethod("made");
      ways.add(onceWarm("newInstance", () -> sink = constructor.newInstance()));
      ways.add(onceWarm("invoke", () -> sink = method.invoke(null)));
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("UnusedMethod") // by reflection
  private static Object made() {
    return new Object();
  }

  private static void sortNumbers() {
    int[] copy = NUMBERS.clone();
    Arrays.sort(copy);
    sink = copy;
  }

  private static void digest() throws NoSuchAlgorithmException {
    sink = MessageDigest.getInstance("SHA-256").digest(TEXT);
  }

  private static void arrayList() {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      list.add("x");
    }
    sink = list;
  }

  private static void hashMap() {
    Map<String, String> map = new HashMap<>();
    for (String name : NAMES) {
      map.put(name, name);
    }
    sink = map;
  }

  private static void concurrentMap() {
    Map<String, String> map = new ConcurrentHashMap<>();
    for (String name : NAMES) {
      map.merge(name, "x", String::concat);
    }
    sink = map;
  }

  private static void compute() {
    Map<String, List<String>> map = new LinkedHashMap<>();
    map.computeIfAbsent("a", key -> new ArrayList<>()).add("b");
    sink = map;
  }

  private static void iterate() {
    for (String name : LIST) {
      sink = name;
    }
  }

  private static void sort() {
    List<String> copy = new ArrayList<>(NAMES);
    Collections.sort(copy);
    sink = copy;
  }

  @SuppressWarnings("UnnecessaryStringBuilder") // the JIT compiler knows this chain
  private static String builder(String a, int b, String c) {
    return new StringBuilder().append(a).append(b).append(c).toString();
  }

  private static void growing() {
    StringBuilder builder = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      builder.append("text ").append(i);
    }
    sink = builder.toString();
  }

  private static void serialise() throws java.io.IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(LIST);
    }
    sink = bytes.toByteArray();
  }
}
