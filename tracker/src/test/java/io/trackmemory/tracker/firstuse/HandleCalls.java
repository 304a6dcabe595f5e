package io.trackmemory.tracker.firstuse;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/** Method handles, variable handles, class values. */
final class HandleCalls {

  private HandleCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("MethodHandle.invokeExact")) {
      return (String) Handles.CONCAT.invokeExact("a", "b");
    }
    if (calls.is("MethodHandle.invoke, converting")) {
      return (Object) Handles.CONCAT.invoke((Object) "a", "b");
    }
    if (calls.is("MethodHandle.invokeWithArguments")) {
      return Handles.CONCAT.invokeWithArguments("a", "b");
    }
    if (calls.is("MethodHandle, combined")) {
      return (int) Handles.COMBINED.invokeExact("a", "b");
    }
    if (calls.is("MethodHandle, constructor")) {
      return (Object) Handles.NEW.invoke();
    }
    if (calls.is("Lookup.findVirtual and invoke")) {
      return found();
    }
    if (calls.is("Lookup.unreflect")) {
      return MethodHandles.lookup().unreflect(String.class.getMethod("length"));
    }
    if (calls.is("Lookup.findVarHandle")) {
      return MethodHandles.lookup().findVarHandle(Cell.class, "value", int.class);
    }
    if (calls.is("MethodHandle.bindTo")) {
      return Handles.CONCAT.bindTo("a");
    }
    if (calls.is("MethodHandle.asSpreader")) {
      return Handles.CONCAT.asSpreader(Object[].class, 2);
    }
    if (calls.is("MethodHandles.insertArguments and filterReturnValue")) {
      return MethodHandles.filterReturnValue(
          MethodHandles.insertArguments(Handles.CONCAT, 1, "b"), Handles.LENGTH);
    }
    if (calls.is("MethodHandles.catchException")) {
      return MethodHandles.catchException(
          Handles.LENGTH,
          RuntimeException.class,
          MethodHandles.dropArguments(
              MethodHandles.constant(int.class, 5), 0, RuntimeException.class));
    }
    if (calls.is("MethodHandles.tryFinally")) {
      return MethodHandles.tryFinally(
          Handles.LENGTH,
          MethodHandles.dropArguments(MethodHandles.identity(int.class), 0, Throwable.class));
    }
    if (calls.is("MethodHandles.countedLoop")) {
      return MethodHandles.countedLoop(
          MethodHandles.constant(int.class, 3),
          MethodHandles.constant(long.class, 0L),
          MethodHandles.dropArguments(MethodHandles.identity(long.class), 1, int.class));
    }
    if (calls.is("MethodHandles.guardWithTest")) {
      return MethodHandles.guardWithTest(
          MethodHandles.dropArguments(MethodHandles.constant(boolean.class, true), 0, String.class),
          Handles.LENGTH,
          MethodHandles.empty(Handles.LENGTH.type()));
    }
    if (calls.is("MethodHandles.foldArguments and permuteArguments")) {
      return MethodHandles.permuteArguments(
          MethodHandles.foldArguments(Handles.CONCAT, MethodHandles.identity(String.class)),
          MethodType.methodType(String.class, int.class, String.class),
          1);
    }
    if (calls.is("MethodHandles.explicitCastArguments")) {
      return MethodHandles.explicitCastArguments(
          Handles.LENGTH, MethodType.methodType(byte.class, Object.class));
    }
    if (calls.is("MethodHandles.zero, identity and constant")) {
      return List.of(
          MethodHandles.zero(double.class),
          MethodHandles.identity(float.class),
          MethodHandles.constant(long.class, 5L));
    }
    if (calls.is("MethodHandles.arrayElementGetter")) {
      return MethodHandles.arrayElementGetter(long[].class);
    }
    if (calls.is("MethodHandles.arrayElementSetter and arrayLength")) {
      return List.of(
          MethodHandles.arrayElementSetter(String[].class),
          MethodHandles.arrayLength(String[].class));
    }
    if (calls.is("MethodHandles.exactInvoker and spreadInvoker")) {
      MethodType type = MethodType.methodType(int.class, long.class, String.class);
      return List.of(MethodHandles.exactInvoker(type), MethodHandles.spreadInvoker(type, 1));
    }
    if (calls.is("MethodHandle.asCollector")) {
      return Handles.LENGTHS.asCollector(String[].class, 3);
    }
    if (calls.is("MethodType")) {
      return MethodType.methodType(String.class, List.of(int.class, Object.class))
          .toMethodDescriptorString();
    }
    if (calls.is("VarHandle.compareAndSet")) {
      return Handles.VALUE.compareAndSet(Handles.CELL, 0, 0);
    }
    if (calls.is("VarHandle.getAndAdd")) {
      return (int) Handles.VALUE.getAndAdd(Handles.CELL, 0);
    }
    if (calls.is("VarHandle, not supported")) {
      try {
        return (Object) Handles.OBJECTS.getAndAdd(Handles.ROOM, 0, "a");
      } catch (UnsupportedOperationException e) {
        return e;
      }
    }
    if (calls.is("VarHandle of bytes")) {
      return (long) Handles.LONGS.get(new byte[8], 0);
    }
    if (calls.is("ClassValue")) {
      return Handles.NAMES.get(String.class);
    }
    return calls.none();
  }

  static final class Cell {
    volatile int value;
  }

  static final class Handles {
    static final Cell CELL = new Cell();
    static final int[] ARRAY = new int[3];
    static final MethodHandle CONCAT;
    static final MethodHandle LENGTH;
    static final MethodHandle LENGTHS = MethodHandles.arrayLength(String[].class);
    static final MethodHandle BOUND;
    static final MethodHandle COMBINED;
    static final MethodHandle NEW;
    static final VarHandle VALUE;
    static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(int[].class);
    static final VarHandle OBJECTS = MethodHandles.arrayElementVarHandle(Object[].class);
    static final Object[] ROOM = {"b"};
    static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    static final ClassValue<String> NAMES =
        new ClassValue<>() {
          @Override
          protected String computeValue(Class<?> type) {
            return type.getName();
          }
        };

    static {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        CONCAT =
            lookup.findVirtual(
                String.class, "concat", MethodType.methodType(String.class, String.class));
        LENGTH = lookup.findVirtual(String.class, "length", MethodType.methodType(int.class));
        BOUND = CONCAT.bindTo("a");
        COMBINED = MethodHandles.filterReturnValue(CONCAT, LENGTH);
        NEW = lookup.findConstructor(Object.class, MethodType.methodType(void.class));
        VALUE = lookup.findVarHandle(Cell.class, "value", int.class);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("handles", e);
      }
    }
  }

  private static Object found() throws Throwable {
    MethodHandle length =
        MethodHandles.lookup()
            .findVirtual(String.class, "length", MethodType.methodType(int.class));
    return (int) length.invokeExact("abc");
  }
}
