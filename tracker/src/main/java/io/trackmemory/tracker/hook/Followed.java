package io.trackmemory.tracker.hook;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** A followed object. Weak: to be followed keeps nothing alive. */
public final class Followed extends WeakReference<Object> {
  /* Bytes that one takes, by the JVM's counter. */
  static long bytes;
  static @Nullable Followed measured;

  public final int site;
  public final int phase;
  /* Number of the event of its allocation. */
  public final int event;

  Followed(Object object, int site, int phase, int event) {
    super(object);
    this.site = site;
    this.phase = phase;
    this.event = event;
  }

  long eventNumber() {
    return event == Account.NO_EVENT ? -1 : event;
  }

  /* The least of some: code that runs for the first time may take more. */
  static void measure() {
    bytes = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = Hook.jvmAllocatedBytes.getAsLong();
      measured = new Followed("", i, i, i);
      bytes = Math.min(bytes, Hook.jvmAllocatedBytes.getAsLong() - start);
    }
  }

  Followed in(int newPhase, long eventShift) {
    Object object = get();
    if (object == null) {
      return this;
    }
    long moved =
        event == Account.NO_EVENT || eventShift < 0 ? Account.NO_EVENT : event + eventShift;
    return new Followed(object, site, newPhase, (int) Math.min(moved, Account.NO_EVENT));
  }

  /** Objects followed, with gaps, each of which stands for {@code weight} alike. */
  @SuppressWarnings("ArrayRecordComponent") // a copy, handed on as it is
  public record Sample(@Nullable WeakReference<?>[] objects, int weight) {
    public static final Sample NONE = new Sample(new WeakReference<?>[0], 1);
  }
}
