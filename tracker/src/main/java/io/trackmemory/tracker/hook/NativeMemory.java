package io.trackmemory.tracker.hook;

import java.io.FileDescriptor;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Entry points of the JDK's methods that take memory off the heap and give it back, and of those
 * that open files. What is taken belongs to the scope whose work takes it, whoever gives it back;
 * what is taken in first use, in test code or by the tracker itself to none.
 *
 * <p>Called by any thread at any moment, in the middle of JDK code: lets no exception out, and
 * takes a ledger's lock only. To take costs about 2 microseconds, most of it for the call stack.
 */
public final class NativeMemory {

  /*
   * What zlib takes for a stream, in bytes. Its manual: a deflater 128 KiB for its window and 128
   * KiB for its hash chains "plus a few kilobytes", an inflater "about 7 kilobytes" and, once it
   * needs it, a window of 32 KiB. Above are bounds with room for other builds of zlib.
   */
  private static final long DEFLATER_AT_LEAST = 256 << 10;
  private static final long DEFLATER_AT_MOST = 320 << 10;
  private static final long INFLATER_AT_LEAST = 7_000;
  private static final long INFLATER_AT_MOST = 48 << 10;

  private static final ConcurrentHashMap<Long, NativeBlock.Address> TAKEN =
      new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<Object, NativeBlock.Descriptor> OPEN =
      new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> DROPPED = new ReferenceQueue<>();

  /* The innermost scope of all threads, for threads of no scope. */
  private static volatile @Nullable ScopeLedger ofAllThreads;

  private NativeMemory() {}

  /** What one thread is about to take. Used by that thread only. */
  static final class Asked {
    /* -1 if it did not ask while any scope was open. */
    long bytes = -1;
    NativeBlock.@Nullable Address moved;
    /* Taken last. */
    NativeBlock.@Nullable Address latest;
    int jdkBuffers;
  }

  /** Memory is asked for. */
  public static void asks(long bytes) {
    if (Hook.active || !TAKEN.isEmpty()) {
      ThreadRecorder recorder = Recorders.current();
      if (recorder != null) {
        recorder.asked.bytes = bytes;
        recorder.asked.moved = null;
      }
    }
  }

  /** The memory asked for is to replace that at an address. */
  public static void moves(long address) {
    if (!TAKEN.isEmpty()) {
      ThreadRecorder recorder = Recorders.current();
      if (recorder != null) {
        recorder.beginOwn();
        try {
          recorder.asked.moved = TAKEN.get(address);
        } catch (Throwable e) {
          Recorders.lose(e);
        } finally {
          recorder.endOwn();
        }
      }
    }
  }

  /** Memory was taken; by whom it will be used, if known. */
  public static void taken(long address, @Nullable Object owner, int kind) {
    ThreadRecorder recorder = Hook.active || !TAKEN.isEmpty() ? Recorders.current() : null;
    if (recorder == null) {
      return;
    }
    boolean counts = recorder.isCounting();
    boolean firstUse = recorder.isFirstUse();
    recorder.beginOwn();
    try {
      Asked asked = recorder.asked;
      long bytes = asked.bytes;
      asked.bytes = -1;
      giveBackMoved(asked);
      ScopeLedger scope = scopeOf(recorder);
      if (scope != null && address != 0 && isKnown(kind, bytes)) {
        if (counts) {
          add(
              recorder,
              scope,
              address,
              owner,
              asked.jdkBuffers > 0 ? NativeBlock.JDK : kind,
              bytes);
        } else if (firstUse) {
          addFirstUse(scope, atLeast(kind, bytes));
        }
      }
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      recorder.endOwn();
    }
  }

  private static void giveBackMoved(Asked asked) {
    NativeBlock.Address moved = asked.moved;
    asked.moved = null;
    if (moved != null && TAKEN.remove(moved.address, moved)) {
      giveBack(moved.get());
    }
  }

  private static boolean isKnown(int kind, long bytes) {
    return bytes >= 0 || kind == NativeBlock.INFLATER || kind == NativeBlock.DEFLATER;
  }

  private static long atLeast(int kind, long bytes) {
    return bound(kind, bytes, INFLATER_AT_LEAST, DEFLATER_AT_LEAST);
  }

  private static long bound(int kind, long bytes, long ofInflater, long ofDeflater) {
    return switch (kind) {
      case NativeBlock.INFLATER -> ofInflater;
      case NativeBlock.DEFLATER -> ofDeflater;
      default -> bytes;
    };
  }

  private static void add(
      ThreadRecorder recorder,
      ScopeLedger scope,
      long address,
      @Nullable Object owner,
      int kind,
      long bytes) {
    forgetDropped();
    NativeBlock block =
        new NativeBlock(
            kind,
            address,
            atLeast(kind, bytes),
            bound(kind, bytes, INFLATER_AT_MOST, DEFLATER_AT_MOST),
            "",
            recorder.account);
    if (owner != null) {
      block.ownedBy(owner, true);
    }
    NativeBlock.Address found = new NativeBlock.Address(block, DROPPED);
    addTo(scope, block);
    TAKEN.put(address, found);
    recorder.asked.latest = found;
  }

  private static void addTo(ScopeLedger scope, NativeBlock block) {
    for (ScopeLedger at = scope; at != null; at = at.aroundOffHeap()) {
      if (!at.closed) {
        at.natives.add(block);
      }
    }
  }

  private static void addFirstUse(ScopeLedger scope, long bytes) {
    for (ScopeLedger at = scope; at != null; at = at.aroundOffHeap()) {
      at.natives.addFirstUse(bytes);
    }
  }

  private static @Nullable ScopeLedger scopeOf(ThreadRecorder recorder) {
    ScopeLedger own = recorder.scope();
    ScopeLedger ofAll = ofAllThreads;
    return own != null || ofAll == null ? own : ofAll.firstOpen();
  }

  /** Memory is about to be given back. */
  public static void freed(long address) {
    if (TAKEN.isEmpty()) {
      return;
    }
    Hook.ownWork(1);
    try {
      NativeBlock.Address found = TAKEN.remove(address);
      if (found != null) {
        giveBack(found.get());
      }
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      Hook.ownWork(-1);
    }
  }

  private static void giveBack(@Nullable NativeBlock block) {
    if (block != null) {
      block.giveBack();
    }
  }

  /** Memory at an address is used through an object that does not free it. */
  public static void owns(long address, Object owner) {
    if (TAKEN.isEmpty()) {
      return;
    }
    Hook.ownWork(1);
    try {
      NativeBlock.Address found = TAKEN.get(address);
      NativeBlock block = found == null ? null : found.get();
      if (block != null) {
        block.ownedBy(owner, false);
      }
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      Hook.ownWork(-1);
    }
  }

  /** What this thread took last is used through an object, a buffer that unmaps it. */
  public static void maps(long address, Object owner) {
    NativeBlock block = latest();
    if (block != null && block.kind == NativeBlock.MAPPED && block.contains(address)) {
      own(block, owner, true);
    }
  }

  /** What this thread took last is used through an object: a session of segments, a selector. */
  public static void owns(Object owner) {
    NativeBlock block = latest();
    if (block != null) {
      own(block, owner, owner.getClass().getName().contains("Implicit"));
    }
  }

  private static @Nullable NativeBlock latest() {
    ThreadRecorder recorder = TAKEN.isEmpty() ? null : Recorders.peek();
    NativeBlock.Address latest = recorder == null ? null : recorder.asked.latest;
    return latest == null ? null : latest.get();
  }

  private static void own(NativeBlock block, Object owner, boolean cleans) {
    Hook.ownWork(1);
    try {
      block.ownedBy(owner, cleans);
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      Hook.ownWork(-1);
    }
  }

  /** Begins (1) or ends (-1) a method that takes buffers which the JDK keeps for itself. */
  public static void jdkBuffers(int change) {
    ThreadRecorder recorder = Hook.active ? Recorders.current() : Recorders.peek();
    if (recorder != null) {
      recorder.asked.jdkBuffers = Math.max(0, recorder.asked.jdkBuffers + change);
    }
  }

  /**
   * A file or socket was opened.
   *
   * @param within what has opened it before, if it has
   */
  public static void opened(
      Object owner,
      @Nullable String name,
      @Nullable FileDescriptor file,
      @Nullable Object within,
      int kind) {
    if (Hook.active && file != null && within == null) {
      opened(owner, name, file, kind);
    }
  }

  private static void opened(Object owner, @Nullable Object name, Object file, int kind) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder == null || !recorder.isCounting()) {
      return;
    }
    recorder.beginOwn();
    try {
      ScopeLedger scope = scopeOf(recorder);
      if (scope != null && !OPEN.containsKey(new WeakIdentity.Probe(file))) {
        forgetDropped();
        NativeBlock block = new NativeBlock(kind, 0, 0, 0, nameOf(name), recorder.account);
        block.ownedBy(owner, block.isCleaned());
        NativeBlock.Descriptor opened = new NativeBlock.Descriptor(file, block, DROPPED);
        block.descriptor = opened;
        addTo(scope, block);
        OPEN.put(opened, opened);
      }
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      recorder.endOwn();
    }
  }

  /** A directory was opened, to be read by a stream. */
  public static void openedDirectory(Object stream, Object path) {
    if (Hook.active) {
      opened(stream, path, stream, NativeBlock.DIRECTORY);
    }
  }

  /* A path keeps its text, once somebody has asked: not the one that is the user's. */
  private static String nameOf(@Nullable Object name) {
    if (name instanceof Path path) {
      Path copy = path.resolve(".").getParent();
      return copy == null ? "." : copy.toString();
    }
    return name == null ? "" : name.toString();
  }

  /** A file, a socket or the stream of a directory is about to be closed. */
  public static void closed(@Nullable Object file) {
    if (file == null || OPEN.isEmpty()) {
      return;
    }
    Hook.ownWork(1);
    try {
      NativeBlock.Descriptor found = OPEN.remove(new WeakIdentity.Probe(file));
      if (found != null) {
        giveBack(found.block.get());
      }
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      Hook.ownWork(-1);
    }
  }

  /* Blocks that no scope asks for any more, files that are collected. */
  private static void forgetDropped() {
    for (Reference<?> each = DROPPED.poll(); each != null; each = DROPPED.poll()) {
      if (each instanceof NativeBlock.Address unasked) {
        TAKEN.remove(unasked.address, unasked);
      } else if (each instanceof NativeBlock.Descriptor collected) {
        OPEN.remove(collected);
        NativeBlock block = collected.block.get();
        if (block != null && block.isCleaned()) {
          block.giveBack();
        }
      }
    }
  }

  /** Threads of no scope work for this one from now on, which is of all threads. */
  public static void serveAllThreads(@Nullable ScopeLedger scope) {
    ofAllThreads = scope;
  }

  /* Takes and gives back once, so that no class is loaded in the middle of JDK code. */
  static void warmUp() {
    NativeLedger ledger = new NativeLedger();
    FileDescriptor file = new FileDescriptor();
    NativeBlock block = new NativeBlock(0, 1, 1, 1, "", ScopeLedger.NOBODY.ended);
    block.ownedBy(ByteBuffer.class, true);
    ledger.add(block);
    nameOf(Path.of(""));
    TAKEN.put(1L, new NativeBlock.Address(block, DROPPED));
    NativeBlock.Descriptor opened = new NativeBlock.Descriptor(file, block, DROPPED);
    OPEN.put(opened, opened);
    closed(file);
    freed(1);
    ledger.nextPart();
    ledger.held();
    ledger.parts();
  }
}
