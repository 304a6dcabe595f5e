package io.trackmemory.tracker;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls methods that are counted where they are called, by other ways: at the first call, later
 * ones, and past the points where the JDK changes how it calls. Prints what was counted.
 */
public final class ReachedOtherwiseMain {

  private static final int[] CALLS = {1, 2, 14, 3, 120, 10, 300};
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final String[] STRINGS = {"a", "b", "c"};
  private static final int[] INTS = {1, 2, 3};

  private static @Nullable Object sink;

  /** Clones itself as {@code Object} does. */
  public static class Copied implements Cloneable {
    static MethodHandle handle() throws ReflectiveOperationException {
      return MethodHandles.lookup()
          .findSpecial(Object.class, "clone", MethodType.methodType(Object.class), Copied.class);
    }
  }

  /** Has a clone of its own, which makes nothing. */
  public static class Single implements Cloneable {
    @Override
    @SuppressWarnings("CloneDeclaresCloneNotSupported")
    public Object clone() {
      return this;
    }
  }

  private static MethodHandle valueOf(Class<?> box, Class<?> primitive)
      throws ReflectiveOperationException {
    return LOOKUP.findStatic(box, "valueOf", MethodType.methodType(box, primitive));
  }

  private static MethodHandle copyOf() throws ReflectiveOperationException {
    return LOOKUP.findStatic(
        Arrays.class,
        "copyOf",
        MethodType.methodType(Object[].class, Object[].class, int.class, Class.class));
  }

  private static MethodHandle copyOfRange() throws ReflectiveOperationException {
    return LOOKUP.findStatic(
        Arrays.class,
        "copyOfRange",
        MethodType.methodType(Object[].class, Object[].class, int.class, int.class, Class.class));
  }

  private static MethodHandle cloneOf(Class<?> array) throws ReflectiveOperationException {
    return MethodHandles.publicLookup()
        .findVirtual(array, "clone", MethodType.methodType(Object.class));
  }

  @SuppressWarnings("unchecked")
  private static Supplier<Object> byHand(Object captured) throws Throwable {
    return (Supplier<Object>) factory().getTarget().invoke(captured);
  }

  private static CallSite factory() throws Throwable {
    MethodHandle identity =
        LOOKUP.findStatic(
            ReachedOtherwiseMain.class,
            "identity",
            MethodType.methodType(Object.class, Object.class));
    return LambdaMetafactory.metafactory(
        LOOKUP,
        "get",
        MethodType.methodType(Supplier.class, Object.class),
        MethodType.methodType(Object.class),
        identity,
        MethodType.methodType(Object.class));
  }

  private ReachedOtherwiseMain() {}

  static Object identity(Object object) {
    return object;
  }

  private static Map<String, ThrowingRunnable> ways() throws Throwable {
    Map<String, ThrowingRunnable> ways = new LinkedHashMap<>();
    MethodHandle ints = valueOf(Integer.class, int.class);
    MethodHandle longs = valueOf(Long.class, long.class);
    MethodHandle shorts = valueOf(Short.class, short.class);
    MethodHandle chars = valueOf(Character.class, char.class);
    MethodHandle floats = valueOf(Float.class, float.class);
    MethodHandle doubles = valueOf(Double.class, double.class);
    ways.put("1 Integer exactly", () -> sink = (Integer) ints.invokeExact(1000));
    ways.put("1 Long exactly", () -> sink = (Long) longs.invokeExact(1000L));
    ways.put("1 Short exactly", () -> sink = (Short) shorts.invokeExact((short) 1000));
    ways.put("1 Character exactly", () -> sink = (Character) chars.invokeExact('\u1000'));
    ways.put("1 Float exactly", () -> sink = (Float) floats.invokeExact(1.5f));
    ways.put("1 Double exactly", () -> sink = (Double) doubles.invokeExact(1.5));
    ways.put("0 Integer of the cache", () -> sink = (Integer) ints.invokeExact(100));
    ways.put("0 Character of the cache", () -> sink = (Character) chars.invokeExact('a'));
    ways.put("1 Integer, generic", () -> sink = (Object) ints.invoke(1000));
    MethodHandle bound = MethodHandles.insertArguments(ints, 0, 1000);
    ways.put("1 Integer, bound", () -> sink = (Integer) bound.invokeExact());
    MethodHandle typed = ints.asType(MethodType.methodType(Object.class, short.class));
    ways.put("1 Integer, as another type", () -> sink = (Object) typed.invokeExact((short) 1000));
    MethodHandle filtered =
        MethodHandles.filterArguments(
            LOOKUP.findVirtual(
                Object.class, "equals", MethodType.methodType(boolean.class, Object.class)),
            1,
            ints.asType(MethodType.methodType(Object.class, int.class)));
    ways.put("1 Integer, filter", () -> sink = (boolean) filtered.invokeExact((Object) "a", 1000));
    IntFunction<Integer> reference = Integer::valueOf;
    ways.put("1 Integer, method reference", () -> sink = reference.apply(1000));

    MethodHandle cloneInts = cloneOf(int[].class);
    MethodHandle cloneStrings = cloneOf(String[].class);
    MethodHandle cloneCopied = Copied.handle();
    MethodHandle cloneSingle =
        LOOKUP.findVirtual(Single.class, "clone", MethodType.methodType(Object.class));
    Copied copied = new Copied();
    Single single = new Single();
    ways.put("1 int[] cloned", () -> sink = (Object) cloneInts.invokeExact(INTS));
    ways.put("1 String[] cloned", () -> sink = (Object) cloneStrings.invokeExact(STRINGS));
    ways.put("1 object cloned", () -> sink = (Object) cloneCopied.invokeExact(copied));
    ways.put("0 own clone", () -> sink = (Object) cloneSingle.invokeExact(single));
    Function<int[], Object> cloning = int[]::clone;
    ways.put("1 int[] by reference", () -> sink = cloning.apply(INTS));
    IntFunction<String[]> making = String[]::new;
    ways.put("1 String[] by reference", () -> sink = making.apply(3));

    MethodHandle copy = copyOf();
    MethodHandle range = copyOfRange();
    ways.put(
        "1 copyOf",
        () -> sink = (Object[]) copy.invokeExact((Object[]) STRINGS, 2, String[].class));
    ways.put(
        "1 copyOfRange",
        () -> sink = (Object[]) range.invokeExact((Object[]) STRINGS, 1, 2, String[].class));

    MethodHandle target = factory().getTarget();
    ways.put("1 lambda by hand", () -> sink = (Supplier<?>) target.invoke((Object) "a"));
    Supplier<Object> made = byHand("a");
    ways.put("0 call of a lambda by hand", () -> sink = made.get());

    Method boxing = Integer.class.getMethod("valueOf", int.class);
    Method parsing = Integer.class.getMethod("valueOf", String.class);
    Method copying = Arrays.class.getMethod("copyOf", Object[].class, int.class, Class.class);
    Object[] number = {1000};
    Object[] text = {"1000"};
    Object[] copied3 = {STRINGS, 2, String[].class};
    ways.put("1 Integer reflected", () -> sink = boxing.invoke(null, number));
    ways.put("1 Integer parsed", () -> sink = parsing.invoke(null, text));
    ways.put("1 copyOf reflected", () -> sink = copying.invoke(null, copied3));
    Method length = String.class.getMethod("length");
    Method empty = String.class.getMethod("isEmpty");
    Method yield = Thread.class.getMethod("yield");
    String longer = "x".repeat(1000);
    Object[] none = {};
    ways.put("1 int that a reflected method returned", () -> sink = length.invoke(longer, none));
    ways.put("0 small int that it returned", () -> sink = length.invoke("text", none));
    ways.put("0 boolean that it returned", () -> sink = empty.invoke("text", none));
    ways.put("0 nothing that it returned", () -> sink = yield.invoke(null, none));
    MethodHandle reflectedHandle = LOOKUP.unreflect(boxing);
    ways.put("1 Integer unreflected", () -> sink = (Integer) reflectedHandle.invokeExact(1000));
    return ways;
  }

  /** Prints, for each way and number of calls, the objects to be counted and those counted. */
  public static void main(String[] arguments) throws Throwable {
    MemoryTracker.measure(() -> {}); // before the handles of this JVM are made
    for (Map.Entry<String, ThrowingRunnable> each : ways().entrySet()) {
      String name = each.getKey();
      ThrowingRunnable way = each.getValue();
      way.run(); // what a Method looks up once, for its caller
      for (int calls : CALLS) {
        MemorySnapshot seen =
            MemoryTracker.measure(
                () -> {
                  for (int i = 0; i < calls; i++) {
                    way.run();
                  }
                });
        System.out.println(
            name + ": " + (name.charAt(0) - '0') * calls + " counted " + seen.allocationCount());
      }
    }
  }
}
