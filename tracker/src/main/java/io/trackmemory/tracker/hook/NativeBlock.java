package io.trackmemory.tracker.hook;

import java.io.FileDescriptor;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Off-heap memory that was taken, or a file that was opened. Held by the ledgers of the scopes
 * whose work did it until it is given back, and by nothing else.
 *
 * <p>Immutable once it is in a table, but for its owner, which is told once, and its end. Any
 * thread may read it.
 */
public final class NativeBlock {

  /* What it is. */
  public static final int DIRECT = 0;
  public static final int MAPPED = 1;
  public static final int SEGMENT = 2;
  public static final int UNSAFE = 3;
  public static final int INFLATER = 4;
  public static final int DEFLATER = 5;
  public static final int OTHER = 6;
  /* Buffers that the JDK keeps for itself, a bounded number of them a thread. */
  public static final int JDK = 7;
  public static final int FILE = 8;
  public static final int SOCKET = 9;
  /* A socket that nobody closes when its channel is gone. */
  public static final int CHANNEL = 10;
  /* A directory that is read, which nobody closes when its stream is gone. */
  public static final int DIRECTORY = 11;

  public final int kind;
  final long address;
  /* Bounds of its size in bytes: zlib does not tell what it takes. */
  public final long atLeast;
  public final long atMost;
  public final String name;
  /* Before any other thread sees the block, that of the first block of its line. */
  public Throwable stack;
  public final String threadName;
  public final long threadId;

  /* The object through which it is used; none is known of memory that is just an address. */
  public volatile @Nullable WeakReference<Object> owner;
  /* It is given back when its owner is collected. */
  public volatile boolean cleaned;
  private volatile boolean returned;
  @Nullable Descriptor descriptor;
  /* Its places in the ledgers of its scopes. */
  @Nullable Place places;

  NativeBlock(int kind, long address, long atLeast, long atMost, String name, Account taker) {
    this.kind = kind;
    this.address = address;
    this.atLeast = atLeast;
    this.atMost = atMost;
    this.name = name;
    this.stack = new Throwable();
    this.threadName = taker.threadName;
    this.threadId = taker.threadId;
  }

  /* The first to tell is right: later ones wrap it. */
  void ownedBy(Object object, boolean cleans) {
    if (owner == null) {
      cleaned = cleans;
      owner = new WeakReference<>(object);
    }
  }

  boolean contains(long at) {
    return at >= address && at < address + atMost;
  }

  /* By one thread: who took it out of the table of addresses or descriptors. */
  void giveBack() {
    returned = true;
    for (Place place = places; place != null; place = place.outer) {
      place.ledger.remove(place);
    }
  }

  /** Whether it is neither given back nor closed. */
  public boolean isHeld() {
    Descriptor opened = descriptor;
    if (returned || opened == null) {
      return !returned;
    }
    Object file = opened.get();
    return file == null ? !isCleaned() : !(file instanceof FileDescriptor at) || at.valid();
  }

  /** Whether what was opened is closed when it is collected. */
  boolean isCleaned() {
    return kind != CHANNEL && kind != DIRECTORY;
  }

  /** Where it stands in one ledger; under that ledger's lock. */
  static final class Place {
    final NativeLedger ledger;
    final NativeBlock block;
    final NativeLine line;
    final int part;
    final @Nullable Place outer;
    @Nullable Place next;
    @Nullable Place previous;
    boolean linked;

    Place(
        NativeLedger ledger, NativeBlock block, NativeLine line, int part, @Nullable Place outer) {
      this.ledger = ledger;
      this.block = block;
      this.line = line;
      this.part = part;
      this.outer = outer;
    }
  }

  /** Finds a block by its address, as long as any scope asks for it. */
  static final class Address extends WeakReference<NativeBlock> {
    final long address;

    Address(NativeBlock block, ReferenceQueue<Object> unasked) {
      super(block, unasked);
      this.address = block.address;
    }
  }

  /** Finds a block by its file descriptor, or stream of a directory, by identity; holds neither. */
  static final class Descriptor extends WeakIdentity<Object> {
    final WeakReference<NativeBlock> block;

    Descriptor(Object file, NativeBlock block, ReferenceQueue<Object> collected) {
      super(file, collected);
      this.block = new WeakReference<>(block);
    }
  }
}
