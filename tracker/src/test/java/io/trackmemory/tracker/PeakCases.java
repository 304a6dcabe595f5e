package io.trackmemory.tracker;

import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pieces of code whose peak is known to the byte, and how limits on it are decided. */
public final class PeakCases {

  private static final int KIB = 1024;
  private static final int REFERENCES = 8; // each array that a soft one holds may take a heap dump

  /* What the code under test keeps. */
  private static volatile @Nullable Object kept;
  static int read;

  private PeakCases() {}

  /** Code whose peak is all that it allocates, or so many bytes. */
  record Case(String name, ThrowingRunnable code, long peakBytes) {

    /** What limits at the peak and one byte below come to. */
    String verdicts() {
      return name + ": " + verdict(peakBytes, code) + ", " + verdict(peakBytes - 1, code);
    }
  }

  /** {@code held}, {@code passed} or {@code undecided}. */
  static String verdict(long limit, ThrowingRunnable code) {
    PeakBracket peak = measured(limit, code).bracket();
    kept = null;
    return peak.atMost() <= limit ? "held" : peak.atLeast() > limit ? "passed" : "undecided";
  }

  static PeakResult measured(long limit, ThrowingRunnable code) {
    return seen(limit, code).peakResult();
  }

  static MemorySnapshot seen(long limit, ThrowingRunnable code) {
    return Tracking.DOOR.measure(
        ScopeOptions.following().withPeakLimits(List.of(ByteSize.ofBytes(limit))), code);
  }

  private static Case allKept(String name, ThrowingRunnable code) {
    long bytes = MemoryTracker.measure(code).allocatedBytes();
    kept = null;
    return new Case(name, code, bytes);
  }

  /* One object is dead when the last one is made. */
  private static Case allButOne(String name, ThrowingRunnable code) {
    long one = MemoryTracker.measure(() -> kept = new Object()).allocatedBytes();
    Case all = allKept(name, code);
    return new Case(name, code, all.peakBytes - one);
  }

  private static void afterFailure() {
    failed();
    kept = new byte[300];
  }

  static List<Case> all() {
    return List.of(
        allKept("one array", () -> kept = new byte[1000]),
        allKept("one object", () -> kept = new Object()),
        allKept("many objects", PeakCases::nodes),
        allKept("all that a map holds", PeakCases::references),
        allKept("an array inside an argument", () -> kept = new Holder(new byte[500])),
        allKept("an array made by a constructor", () -> kept = new Maker(700)),
        allKept("garbage made by a constructor", () -> kept = new Waster(700)),
        allKept("constructors inside each other", () -> kept = new Nest(600)),
        allButOne("after a constructor that threw", PeakCases::afterFailure),
        new Case("one after another", PeakCases::oneAfterAnother, 64 * KIB),
        new Case("garbage between", PeakCases::garbageBetween, 32 * KIB + 8 * KIB),
        new Case("only softly held", PeakCases::softly, bytesOf(new SoftReference<>(""))),
        new Case("only weakly held", PeakCases::weakly, bytesOf(new WeakReference<>(""))));
  }

  /* References in an array, one of the arrays that they held last in hand. */
  private static long bytesOf(Object reference) {
    long each =
        MemoryTracker.measure(
                () ->
                    kept =
                        reference instanceof SoftReference
                            ? new SoftReference<>(kept)
                            : new WeakReference<>(kept))
            .allocatedBytes();
    long array = MemoryTracker.measure(() -> kept = new Object[REFERENCES]).allocatedBytes();
    kept = null;
    return REFERENCES * each + array + 10 * KIB;
  }

  private static byte[] arrayOf(int bytes) {
    long header = 16;
    return new byte[(int) (bytes - header)];
  }

  private static void nodes() {
    for (int i = 0; i < 300; i++) {
      kept = new Node(kept);
    }
  }

  private static void references() {
    Object[] all = new Object[100];
    kept = all;
    for (int i = 0; i < all.length; i++) {
      all[i] = new int[i];
    }
  }

  private static void oneAfterAnother() {
    for (int i = 0; i < 40; i++) {
      kept = null; // else the array before it is alive as well
      kept = arrayOf(64 * KIB);
    }
  }

  private static void garbageBetween() {
    kept = arrayOf(32 * KIB);
    for (int i = 0; i < 20; i++) {
      read += arrayOf(8 * KIB).length;
    }
  }

  private static void softly() {
    Object[] all = new Object[REFERENCES];
    kept = all;
    for (int i = 0; i < all.length; i++) {
      all[i] = new SoftReference<>(arrayOf(10 * KIB));
    }
  }

  private static void weakly() {
    Object[] all = new Object[REFERENCES];
    kept = all;
    for (int i = 0; i < all.length; i++) {
      all[i] = new WeakReference<>(arrayOf(10 * KIB));
    }
  }

  static void failed() {
    try {
      kept = new Failing();
    } catch (IllegalStateException e) {
      kept = e;
    }
  }

  /** Lets some threads make arrays, which are all alive once the last one is there. */
  static void inThreads(int threads, int arrays, int length) throws InterruptedException {
    byte[][][] all = new byte[threads][arrays][];
    kept = all;
    Thread[] running = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      byte[][] own = all[i];
      running[i] = new Thread(() -> Arrays.setAll(own, j -> new byte[length]));
      running[i].start();
    }
    for (Thread thread : running) {
      thread.join();
    }
  }

  static void garbage(int arrays, int length) {
    for (int i = 0; i < arrays; i++) {
      keep(new byte[length]);
    }
  }

  static void keep(@Nullable Object object) {
    kept = object;
  }

  static final class Nest {
    final @Nullable Nest inner;

    Nest(int depth) {
      this.inner = depth == 0 ? null : new Nest(depth - 1);
    }
  }

  static final class Node {
    @Nullable Object next;

    Node(@Nullable Object next) {
      this.next = next;
    }
  }

  static final class Holder {
    final byte[] bytes;

    Holder(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  static final class Maker {
    final byte[] bytes;

    Maker(int length) {
      this.bytes = new byte[length];
    }
  }

  static final class Waster {
    final int length;

    Waster(int length) {
      byte[] waste = new byte[length];
      this.length = waste.length;
      read += waste.length;
    }
  }

  static final class Failing {
    Failing() {
      throw new IllegalStateException("no");
    }
  }

  /** Prints the verdicts on all of them. */
  public static void main(String[] arguments) {
    Tracking.DOOR.keepFollowing();
    all().forEach(each -> System.out.println("case " + each.verdicts()));
  }
}
