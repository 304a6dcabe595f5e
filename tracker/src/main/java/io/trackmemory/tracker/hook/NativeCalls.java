package io.trackmemory.tracker.hook;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that the JVM's own counter gains while one thread is in native methods, by cause.
 *
 * <p>Entry points are called by any thread at any moment; wait-free, they write to memory of the
 * calling thread only. A call that is measured costs two readings of the JVM's counter.
 *
 * <p>What Java code makes meanwhile has a line of its own. Where native code is known to call Java
 * (first use, a stack walker's function) the measurement pauses. Anywhere else the first allocation
 * that is counted ends it: the recorder has no counters at hand while it watches a call, takes its
 * slow path, and what the call made is of no known cause. Nothing is attributed twice.
 *
 * <p>A call that ends in an exception leaves its measurement behind, to be dropped by the next one;
 * so does a stack overflow.
 */
public final class NativeCalls {

  /** Places for causes, at least as many as there are. */
  public static final int CAUSES = 8;

  /* Bytes of a string without its characters, by the JVM's counter. */
  private static long stringBytes;
  @Nullable static String measured;

  private final Call outermost = new Call(null);
  private @Nullable Call top;

  NativeCalls() {}

  /** A native method is about to be called. */
  public static void begin(int cause) {
    if (Hook.active) {
      ThreadRecorder recorder = Recorders.peek();
      if (recorder != null && recorder.isOn() && recorder.account.scope != null) {
        recorder.nativeCalls.begin(recorder, cause);
      }
    }
  }

  /** It has returned. */
  public static void end() {
    if (Hook.active) {
      ThreadRecorder recorder = Recorders.peek();
      if (recorder != null && recorder.isOn()) {
        recorder.nativeCalls.end(recorder);
      }
    }
  }

  /** Begins (1) or ends (-1) Java code that native code calls. */
  public static void upcall(int change) {
    ThreadRecorder recorder = Recorders.peek();
    if (recorder != null && recorder.isOn() && recorder.nativeCalls.inProgress()) {
      if (change > 0) {
        recorder.nativeCalls.upcallBegins(recorder);
      } else {
        recorder.nativeCalls.upcallEnds(recorder);
      }
      recorder.watch(recorder.watching);
    }
  }

  /** Begins a body that the JIT compiler replaces, in which nothing is counted. */
  public static void bodyBegins(int cause) {
    begin(cause);
    Hook.silent(1);
  }

  /** Ends such a body. */
  public static void bodyEnds() {
    Hook.silent(-1);
    end();
  }

  /** An agent's transformers are about to run; the JVM has made what they are given. */
  public static void transformBegins(@Nullable String name, byte @Nullable [] classFile) {
    ThreadRecorder recorder = Hook.active ? Recorders.current() : Recorders.peek();
    if (recorder != null) {
      if (classFile != null) {
        recorder.addOwnBytes(ArrayLayout.bytesOf(classFile.length));
      }
      if (name != null) {
        recorder.addOwnBytes(stringBytes + ArrayLayout.bytesOf(name.length()));
      }
      recorder.changeOwnWork(1);
    }
  }

  /* The least of some: code that runs for the first time may take more. */
  static void measure() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = Hook.jvmAllocatedBytes.getAsLong();
      measured = new String("");
      least = Math.min(least, Hook.jvmAllocatedBytes.getAsLong() - start);
    }
    stringBytes = least;
  }

  boolean inProgress() {
    return top != null;
  }

  private void begin(ThreadRecorder recorder, int cause) {
    Call outer = top;
    while (outer != null && outer.upcalls == 0) { // left behind, or not known to call Java
      outer = outer.outer;
    }
    Call call = outer == null ? outermost : innerOf(outer, recorder);
    call.start = recorder.jvmBytes(); // needs more stack than all the rest
    call.cause = cause;
    call.account = recorder.account;
    call.upcalls = 0;
    top = call;
    recorder.watch(true);
  }

  private static Call innerOf(Call outer, ThreadRecorder recorder) {
    Call inner = outer.inner;
    if (inner != null) {
      return inner;
    }
    recorder.beginOwn();
    try {
      inner = new Call(outer);
      outer.inner = inner;
      return inner;
    } finally {
      recorder.endOwn();
    }
  }

  private void end(ThreadRecorder recorder) {
    Call call = top;
    if (call == null || call.upcalls > 0) {
      return; // its begin was not seen, or dropped since
    }
    long made = recorder.jvmBytes() - call.start;
    Account account = call.account;
    if (recorder.watching && account == recorder.account && made > 0) {
      account.nativeBytes[2 * call.cause]++;
      account.nativeBytes[2 * call.cause + 1] += made;
    }
    call.account = null;
    top = call.outer;
    recorder.watch(false);
  }

  /* Followed by an update of the recorder's counters. */
  void upcallBegins(ThreadRecorder recorder) {
    Call call = top;
    if (call != null) {
      if (call.upcalls == 0) {
        call.start -= recorder.jvmBytes();
        call.whole = recorder.watching;
        recorder.watching = false;
      }
      call.upcalls++;
    }
  }

  void upcallEnds(ThreadRecorder recorder) {
    Call call = top;
    while (call != null && call.upcalls == 0) {
      call = call.outer;
    }
    if (call != null && call.upcalls == 1) {
      call.start += recorder.jvmBytes();
    }
    top = call;
    if (call != null) {
      call.upcalls--;
    }
    recorder.watch(call != null && call.upcalls == 0 && call.whole);
  }

  /* One call; those inside each other form a chain that is used again. */
  private static final class Call {
    final @Nullable Call outer;
    @Nullable Call inner;
    int cause;
    @Nullable Account account;
    /* While Java runs in it: the bytes it made so far, negative. */
    long start;
    /* Java code in it that is known and still runs. */
    int upcalls;
    /* While that runs: nothing was counted before. */
    boolean whole;

    Call(@Nullable Call outer) {
      this.outer = outer;
    }
  }
}
