package io.trackmemory.tracker.firstuse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Memory segments, arenas, layouts and native functions, of JDK 22 and later. */
final class NewerMemory implements Calls.Group {

  private final long[] longs = new long[8];

  /* What is made once, by initialisers. */
  private static final class Field {
    static final VarHandle Y = point().varHandle(PathElement.groupElement("y"));
  }

  private static final class Native {
    static final MethodHandle LABS = labs();
  }

  private static final class Mapped {
    static final Path FILE = digits();
  }

  private MemorySegment heap() {
    return MemorySegment.ofArray(longs);
  }

  private static MethodHandle labs() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find("labs").get(), FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
  }

  private static Path digits() {
    try {
      Path file = Files.createTempFile("first", "use");
      Files.writeString(file, "0123456789");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MemoryLayout point() {
    return MemoryLayout.structLayout(JAVA_INT.withName("x"), JAVA_INT.withName("y"));
  }

  @Override
  public Object call(Calls calls) throws Throwable {
    if (calls.is("MemorySegment.ofArray")) {
      return MemorySegment.ofArray(new byte[16]);
    }
    if (calls.is("MemorySegment.set, int")) {
      MemorySegment.ofArray(new int[4]).set(JAVA_INT, 0, 5);
      return "";
    }
    if (calls.is("MemorySegment.get, long")) {
      return MemorySegment.ofArray(new long[4]).get(JAVA_LONG, 8) == 7 ? "a" : "b";
    }
    if (calls.is("MemorySegment.set, double")) {
      MemorySegment.ofArray(new double[4]).set(JAVA_DOUBLE, 0, 1.5);
      return "";
    }
    if (calls.is("MemorySegment.set, others")) {
      MemorySegment segment = Arena.global().allocate(0);
      segment = MemorySegment.ofArray(new long[4]);
      segment.set(JAVA_BYTE, 0, (byte) 1);
      segment.set(JAVA_SHORT, 2, (short) 1);
      segment.set(JAVA_CHAR, 4, 'x');
      segment.set(JAVA_FLOAT, 8, 1f);
      return segment.get(JAVA_FLOAT, 8) > 2 ? "a" : "b";
    }
    if (calls.is("MemorySegment.getAtIndex")) {
      return MemorySegment.ofArray(new int[4]).getAtIndex(JAVA_INT, 2) == 7 ? "a" : "b";
    }
    if (calls.is("MemorySegment, another byte order")) {
      MemorySegment.ofArray(new byte[16])
          .set(JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 1, 5);
      return "";
    }
    if (calls.is("MemorySegment.fill and asSlice")) {
      return MemorySegment.ofArray(new byte[16]).asSlice(4, 8).fill((byte) 3);
    }
    if (calls.is("MemorySegment.copy")) {
      MemorySegment.copy(heap(), 0, MemorySegment.ofArray(new byte[64]), 0, 32);
      return "";
    }
    if (calls.is("MemorySegment.copy, to an array")) {
      MemorySegment.copy(heap(), JAVA_BYTE, 0, new byte[8], 0, 8);
      return "";
    }
    if (calls.is("MemorySegment.mismatch")) {
      return MemorySegment.ofArray(new byte[64]).mismatch(heap()) == 3 ? "a" : "b";
    }
    if (calls.is("MemorySegment.toArray")) {
      return MemorySegment.ofArray(new byte[16]).toArray(JAVA_INT_UNALIGNED);
    }
    if (calls.is("MemorySegment.setString and getString")) {
      MemorySegment segment = MemorySegment.ofArray(new byte[32]);
      segment.setString(0, "text");
      return segment.getString(0);
    }
    if (calls.is("MemorySegment.elements")) {
      return MemorySegment.ofArray(new int[4]).elements(JAVA_INT).toList();
    }
    if (calls.is("MemorySegment.asByteBuffer")) {
      return MemorySegment.ofArray(new byte[16]).asByteBuffer();
    }
    if (calls.is("MemorySegment.ofBuffer")) {
      return MemorySegment.ofBuffer(ByteBuffer.allocate(8)).byteSize() == 3 ? "a" : "b";
    }
    if (calls.is("MemorySegment.reinterpret")) {
      try (Arena arena = Arena.ofConfined()) {
        return MemorySegment.ofAddress(arena.allocate(8).address()).reinterpret(8).byteSize() == 3
            ? "a"
            : "b";
      }
    }
    if (calls.is("MemorySegment.hashCode and toString")) {
      return MemorySegment.ofAddress(4096).toString();
    }
    if (calls.is("Arena.ofConfined")) {
      try (Arena arena = Arena.ofConfined()) {
        return arena.allocate(16).byteSize() == 3 ? "a" : "b";
      }
    }
    if (calls.is("Arena.ofShared")) {
      try (Arena arena = Arena.ofShared()) {
        return arena.allocate(16).byteSize() == 3 ? "a" : "b";
      }
    }
    if (calls.is("Arena.allocateFrom, string")) {
      try (Arena arena = Arena.ofConfined()) {
        return arena.allocateFrom("text").getString(0);
      }
    }
    if (calls.is("Arena.allocateFrom, numbers")) {
      try (Arena arena = Arena.ofConfined()) {
        return arena.allocateFrom(JAVA_INT, 1, 2, 3).get(JAVA_INT, 4) == 5 ? "a" : "b";
      }
    }
    if (calls.is("Arena.allocate, a layout")) {
      try (Arena arena = Arena.ofConfined()) {
        return arena.allocate(point()).byteSize() == 3 ? "a" : "b";
      }
    }
    if (calls.is("SegmentAllocator.slicingAllocator")) {
      return SegmentAllocator.slicingAllocator(heap()).allocate(8);
    }
    if (calls.is("SegmentAllocator.prefixAllocator")) {
      return SegmentAllocator.prefixAllocator(heap()).allocateFrom("x");
    }
    if (calls.is("MemoryLayout.structLayout")) {
      return point();
    }
    if (calls.is("MemoryLayout, unionLayout and paddingLayout")) {
      return MemoryLayout.unionLayout(JAVA_INT, MemoryLayout.paddingLayout(2));
    }
    if (calls.is("MemoryLayout.varHandle")) {
      return point().varHandle(PathElement.groupElement("y"));
    }
    if (calls.is("MemoryLayout.varHandle, used")) {
      Field.Y.set(heap(), 0L, 5);
      return (int) Field.Y.get(heap(), 0L) == 6 ? "a" : "b";
    }
    if (calls.is("MemoryLayout.sequenceLayout, varHandle")) {
      return MemoryLayout.sequenceLayout(4, JAVA_INT).varHandle(PathElement.sequenceElement());
    }
    if (calls.is("ValueLayout.varHandle")) {
      return JAVA_LONG.varHandle();
    }
    if (calls.is("ValueLayout.arrayElementVarHandle")) {
      return JAVA_INT.arrayElementVarHandle();
    }
    if (calls.is("MemoryLayout.byteOffset")) {
      return point().byteOffset(PathElement.groupElement("y")) == 3 ? "a" : "b";
    }
    if (calls.is("MemoryLayout.sliceHandle")) {
      return MemoryLayout.sequenceLayout(4, point()).sliceHandle(PathElement.sequenceElement());
    }
    if (calls.is("AddressLayout.withTargetLayout")) {
      return ADDRESS.withTargetLayout(JAVA_INT);
    }
    if (calls.is("FunctionDescriptor")) {
      return FunctionDescriptor.of(JAVA_INT, ADDRESS).toMethodType();
    }
    if (calls.is("Linker.defaultLookup")) {
      return Linker.nativeLinker().defaultLookup().find("strlen");
    }
    if (calls.is("SymbolLookup.loaderLookup")) {
      return SymbolLookup.loaderLookup().find("nothing");
    }
    if (calls.is("Linker.downcallHandle")) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().find("strlen").get(), FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    }
    if (calls.is("Linker.downcallHandle, without an address")) {
      return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_DOUBLE, JAVA_DOUBLE));
    }
    if (calls.is("Linker.downcallHandle, with options")) {
      return Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(JAVA_INT, JAVA_INT),
              Linker.Option.captureCallState("errno"),
              Linker.Option.firstVariadicArg(1));
    }
    if (calls.is("Linker.downcallHandle, a struct")) {
      return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(point(), point()));
    }
    if (calls.is("downcall, made once")) {
      return (long) Native.LABS.invokeExact(-5L) == 6 ? "a" : "b";
    }
    if (calls.is("Linker.upcallStub")) {
      try (Arena arena = Arena.ofConfined()) {
        MethodHandle target =
            MethodHandles.lookup()
                .findStatic(
                    NewerMemory.class,
                    "compare",
                    MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
        return Linker.nativeLinker()
                    .upcallStub(target, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS), arena)
                    .address()
                == 3
            ? "a"
            : "b";
      }
    }
    if (calls.is("FileChannel.map, a segment")) {
      try (Arena arena = Arena.ofConfined();
          FileChannel channel = FileChannel.open(Mapped.FILE, StandardOpenOption.READ)) {
        return channel.map(FileChannel.MapMode.READ_ONLY, 0, 10, arena).get(JAVA_BYTE, 2) == 3
            ? "a"
            : "b";
      }
    }
    return calls.none();
  }

  static int compare(MemorySegment a, MemorySegment b) {
    return 0;
  }
}
