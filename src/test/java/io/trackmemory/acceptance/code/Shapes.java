package io.trackmemory.acceptance.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Ways to allocate, by name; each does the same whenever it runs. */
@SuppressWarnings({"UnusedVariable", "UnusedMethod", "JdkObsolete", "UnnecessaryStringBuilder"})
// the fields give objects their sizes; the rest is what is tried
public final class Shapes {

  /** Keeps what was made last. */
  public static volatile Object sink = "";

  private static final int N = 1_000;

  private Shapes() {}

  /** All of them. */
  public static Map<String, Runnable> all() {
    Map<String, Runnable> shapes = new LinkedHashMap<>();
    addObjects(shapes);
    addArrays(shapes);
    addBoxing(shapes);
    addCollections(shapes);
    addStrings(shapes);
    addLambdas(shapes);
    return shapes;
  }

  private static void addObjects(Map<String, Runnable> shapes) {
    shapes.put("Object", () -> sink = new Object());
    shapes.put("no field", () -> sink = new Empty());
    shapes.put("one byte", () -> sink = new OneByte());
    shapes.put("long and byte", () -> sink = new LongAndByte());
    shapes.put("subclass", () -> sink = new LongByteAndInt());
    shapes.put("record", () -> sink = new Point(1, 2));
    shapes.put("inner class", () -> sink = new Outer().inner());
    shapes.put("anonymous class", () -> sink = anonymous());
    shapes.put("clone of an array", () -> sink = new int[] {1, 2, 3}.clone());
    shapes.put("varargs", () -> sink = Arrays.asList(1, 2, 3));
  }

  private static void addArrays(Map<String, Runnable> shapes) {
    addArrays(shapes, "boolean", boolean[]::new);
    addArrays(shapes, "byte", byte[]::new);
    addArrays(shapes, "char", char[]::new);
    addArrays(shapes, "short", short[]::new);
    addArrays(shapes, "int", int[]::new);
    addArrays(shapes, "long", long[]::new);
    addArrays(shapes, "float", float[]::new);
    addArrays(shapes, "double", double[]::new);
    addArrays(shapes, "Object", Object[]::new);
    addArrays(shapes, "String", String[]::new);
    addArrays(shapes, "int[3]", length -> new int[length][3]);
    addArrays(shapes, "long[]", length -> new long[length][]);
    addArrays(shapes, "byte[2][3]", length -> new byte[length][2][3]);
  }

  private static void addArrays(
      Map<String, Runnable> shapes, String element, IntFunction<Object> maker) {
    for (int length = 0; length <= 9; length++) {
      int fixed = length;
      shapes.put(element + "[" + length + "]", () -> sink = maker.apply(fixed));
    }
  }

  private static void addBoxing(Map<String, Runnable> shapes) {
    shapes.put("Boolean", () -> sink = sink != null);
    shapes.put("Byte", () -> sink = (byte) N);
    shapes.put("Character", () -> sink = (char) N);
    shapes.put("Short", () -> sink = (short) N);
    shapes.put("Integer of the cache", () -> sink = N / 10);
    shapes.put("Integer", () -> sink = N);
    shapes.put("Long of the cache", () -> sink = -128L);
    shapes.put("Long", () -> sink = -129L);
    shapes.put("Float", () -> sink = 1f);
    shapes.put("Double", () -> sink = 1d);
  }

  private static void addCollections(Map<String, Runnable> shapes) {
    shapes.put("ArrayList", () -> sink = filled(new ArrayList<>()));
    shapes.put("ArrayDeque", () -> sink = filled(new ArrayDeque<>()));
    shapes.put("HashSet", () -> sink = filled(new HashSet<>()));
    shapes.put("LinkedList", () -> sink = filled(new LinkedList<>()));
    shapes.put("HashMap", () -> sink = filled(new HashMap<>()));
    shapes.put("TreeMap", () -> sink = filled(new TreeMap<>()));
    shapes.put("ConcurrentHashMap", () -> sink = filled(new ConcurrentHashMap<>()));
    shapes.put("List.of", () -> sink = List.of(1, 2, 3));
    shapes.put("Map.of", () -> sink = Map.of("a", 1, "b", 2));
    shapes.put("Optional", () -> sink = Optional.of("a"));
    shapes.put("sorted copy", () -> sink = sortedCopy());
    shapes.put("toArray", () -> sink = List.of("a", "b", "c").toArray(new String[0]));
  }

  private static void addStrings(Map<String, Runnable> shapes) {
    shapes.put("literal", () -> sink = "literal");
    shapes.put("new String", () -> sink = new String("copy".toCharArray()));
    shapes.put("concatenation", () -> sink = "a" + sink.hashCode() * 0 + "b" + N);
    shapes.put("UTF-16 concatenation", () -> sink = "\u20ac" + N);
    shapes.put(
        "StringBuilder", () -> sink = new StringBuilder("a").append(N).append(true).toString());
    shapes.put("substring", () -> sink = "substring".substring(3));
    shapes.put("split", () -> sink = "a,b,c".split(",", -1));
    shapes.put("toCharArray", () -> sink = "characters".toCharArray());
    shapes.put("valueOf", () -> sink = String.valueOf(N));
    shapes.put("repeat", () -> sink = "ab".repeat(N));
  }

  private static void addLambdas(Map<String, Runnable> shapes) {
    shapes.put("lambda that captures nothing", () -> sink = (Supplier<Object>) () -> "");
    shapes.put("lambda that captures", () -> sink = capturing(N));
    shapes.put("method reference", () -> sink = bound("text"));
    shapes.put("constructor reference", () -> sink = ((Supplier<Object>) Object::new).get());
  }

  private static Object anonymous() {
    return new Supplier<Object>() {
      @Override
      public Object get() {
        return this;
      }
    };
  }

  private static Supplier<Object> capturing(int value) {
    return () -> value;
  }

  private static Supplier<Object> bound(String text) {
    return text::strip;
  }

  private static Object filled(java.util.Collection<Integer> collection) {
    for (int i = 0; i < 100; i++) {
      collection.add(i);
    }
    return collection;
  }

  private static Object filled(Map<Integer, Integer> map) {
    for (int i = 0; i < 100; i++) {
      map.put(i, i);
    }
    return map;
  }

  private static Object sortedCopy() {
    List<Integer> list = new ArrayList<>(List.of(3, 1, 2));
    list.sort(null);
    return list;
  }

  private static final class Empty {}

  private static final class OneByte {
    byte one = 1;
  }

  private static class LongAndByte {
    long one = 1;
    byte two = 2;
  }

  private static final class LongByteAndInt extends LongAndByte {
    int three = 3;
  }

  private record Point(int x, int y) {}

  private static final class Outer {
    private final Object value = "";

    Object inner() {
      return new Inner();
    }

    private final class Inner {
      Object value() {
        return value;
      }
    }
  }
}
