package io.trackmemory.acceptance;

import java.lang.reflect.Method;

/** Arenas of foreign memory, which are there from JDK 22 on, while this is compiled for 17. */
final class Arenas {

  private Arenas() {}

  /** A segment of an arena that is then left alone; {@code kind} is the method that makes it. */
  static Object allocate(String kind, long bytes) throws ReflectiveOperationException {
    Class<?> type = Class.forName("java.lang.foreign.Arena");
    Object arena = type.getMethod(kind).invoke(null);
    Method allocate =
        Class.forName("java.lang.foreign.SegmentAllocator").getMethod("allocate", long.class);
    return allocate.invoke(arena, bytes);
  }

  /** A segment of an arena that goes with it. */
  static Object automatic(long bytes) throws ReflectiveOperationException {
    return allocate("ofAuto", bytes);
  }

  /** Allocates and closes the arena. */
  static void closed(long bytes) throws ReflectiveOperationException {
    Class<?> type = Class.forName("java.lang.foreign.Arena");
    Object arena = type.getMethod("ofConfined").invoke(null);
    Class.forName("java.lang.foreign.SegmentAllocator")
        .getMethod("allocate", long.class)
        .invoke(arena, bytes);
    type.getMethod("close").invoke(arena);
  }
}
