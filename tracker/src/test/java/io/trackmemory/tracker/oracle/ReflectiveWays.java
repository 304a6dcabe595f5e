package io.trackmemory.tracker.oracle;

import static io.trackmemory.tracker.oracle.Ways.exact;
import static io.trackmemory.tracker.oracle.Ways.onceWarm;
import static io.trackmemory.tracker.oracle.Ways.sink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Objects that no instruction of the user's code makes. */
final class ReflectiveWays {

  private static final byte[] SERIALISED = serialised();
  private static final MethodHandle CONSTRUCTOR = constructor();
  private static final Method GIVEN = method(ReflectiveWays.class, "given", Object[].class);
  private static final Object UNSAFE = unsafe();
  private static final Method ALLOCATE = method(UNSAFE.getClass(), "allocateInstance", Class.class);
  private static final Runnable PROXY = proxy();
  private static final ThreadLocal<Object> LOCAL = ThreadLocal.withInitial(() -> new Plain());

  private ReflectiveWays() {}

  static void addTo(List<Way> ways) {
    ways.add(onceWarm("allocateInstance", () -> sink = ALLOCATE.invoke(UNSAFE, Plain.class)));
    ways.add(onceWarm("handleOfConstructor", () -> sink = (Object) CONSTRUCTOR.invokeExact()));
    ways.add(onceWarm("invokeVarargs", () -> sink = GIVEN.invoke(null, (Object) new Object[2])));
    ways.add(onceWarm("proxyCall", PROXY::run));
    ways.add(onceWarm("deserialise", ReflectiveWays::deserialise));
    ways.add(
        exact("newInstance[2][3][4]", 10, () -> sink = Array.newInstance(byte.class, 2, 3, 4)));
    ways.add(exact("newInstanceOfArrays", 1, () -> sink = Array.newInstance(int[].class, 4)));
    ways.add(
        exact("copyOfOtherType", 1, () -> sink = Arrays.copyOf(Ways.TEXTS, 5, Object[].class)));
    ways.add(exact("innerClass", 2, () -> sink = new Outer().inner()));
    ways.add(exact("localClass", 1, () -> sink = local("captured")));
    ways.add(onceWarm("nestedLambda", () -> sink = nested("captured").get().get()));
    ways.add(onceWarm("directBufferSlice", () -> sink = ByteBuffer.allocate(16).slice()));
    ways.add(onceWarm("uuidFromString", () -> sink = UUID.fromString("1-2-3-4-5")));
    ways.add(onceWarm("localDate", () -> sink = LocalDate.of(2026, 1, 2).plusDays(40)));
    ways.add(onceWarm("duration", () -> sink = Duration.ofMinutes(3).plusSeconds(4)));
    ways.add(onceWarm("boxedStream", () -> sink = IntStream.range(0, 300).boxed().toList()));
    ways.add(
        onceWarm(
            "groupingBy",
            () -> sink = List.of(1, 2, 3).stream().collect(Collectors.groupingBy(i -> i % 2))));
    ways.add(
        onceWarm(
            "threadLocalInitial",
            () -> {
              LOCAL.remove();
              sink = LOCAL.get();
            }));
    ways.add(onceWarm("iterator", () -> sink = List.of(1, 2, 3).iterator()));
    ways.add(onceWarm("stringChars", () -> sink = "characters".chars().sum()));
    ways.add(exact("valueOfChars", 2, () -> sink = String.valueOf(Ways.CHARACTERS)));
  }

  static final class Plain implements Serializable {
    private static final long serialVersionUID = 1L;
    final int one = 1;
    final String two = "2";
  }

  static final class Outer {
    private final String name = "outer";

    final class Inner {
      @Override
      public String toString() {
        return name;
      }
    }

    Inner inner() {
      return new Inner();
    }
  }

  private static Object local(String captured) {
    class Local {
      @Override
      public String toString() {
        return captured;
      }
    }

    return new Local();
  }

  private static Supplier<Supplier<Object>> nested(String captured) {
    return () -> () -> new Object[] {captured};
  }

  static Object[] given(Object[] values) {
    return values;
  }

  private static void deserialise() throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(SERIALISED))) {
      sink = in.readObject();
    }
  }

  private static byte[] serialised() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Plain());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static MethodHandle constructor() {
    try {
      return MethodHandles.lookup()
          .findConstructor(Plain.class, MethodType.methodType(void.class))
          .asType(MethodType.methodType(Object.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Method method(Class<?> type, String name, Class<?>... parameters) {
    try {
      return type.getDeclaredMethod(name, parameters);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object unsafe() {
    try {
      Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Runnable proxy() {
    return (Runnable)
        Proxy.newProxyInstance(
            ReflectiveWays.class.getClassLoader(),
            new Class<?>[] {Runnable.class},
            (self, method, arguments) -> {
              sink = new Plain();
              return null;
            });
  }
}
