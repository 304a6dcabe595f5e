package io.trackmemory.tracker.jvm;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import io.trackmemory.tracker.CollectionMoment;
import io.trackmemory.tracker.CollectionMoments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * When collections of this JVM ran, while anybody listens. The JVM tells each a moment after it
 * ended, on a thread of its own; collections are numbered, so that one that is not told is missed
 * and not forgotten. Any thread may call it; calls wait for each other, never for a collection.
 * What it costs is some microseconds of that thread for each collection.
 */
public final class CollectionLog {

  /** How many collections are kept, the latest. */
  static final int MOST = 1_000;

  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PAUSE_NANOS = 200_000;

  private static final List<GarbageCollectorMXBean> BEANS =
      CollectionCounts.all().stream().filter(NotificationEmitter.class::isInstance).toList();
  private static final NotificationListener LISTENER = CollectionLog::told;

  /* All under the class's lock. */
  private static final Deque<Told> LATEST = new ArrayDeque<>();
  private static final Deque<Span> FORCED = new ArrayDeque<>();
  private static int listeners;
  private static Mark begin = mark();

  private CollectionLog() {}

  /**
   * A moment between collections.
   *
   * @param millis the time of day: the JVM tells by no other clock that a program can read too
   * @param counts how many collections each bean had counted
   */
  public record Mark(long millis, List<Long> counts) {

    private boolean isBefore(Told told) {
      return counts.get(told.bean) < told.number;
    }
  }

  private record Told(
      int bean, long number, long startMillis, long tookMillis, String name, String cause) {}

  private record Span(Mark from, Mark to) {

    private boolean has(Told told) {
      return from.isBefore(told) && !to.isBefore(told);
    }
  }

  /** Now. */
  public static Mark mark() {
    return new Mark(
        System.currentTimeMillis(),
        BEANS.stream().map(GarbageCollectorMXBean::getCollectionCount).toList());
  }

  /** Listens until {@link #stop}; to be called in own work. */
  public static synchronized void listen() {
    if (listeners++ > 0) {
      return;
    }
    begin = mark();
    for (int bean = 0; bean < BEANS.size(); bean++) {
      emitter(bean).addNotificationListener(LISTENER, null, bean);
    }
  }

  /**
   * Where one listens only, waits for what the JVM has not told yet, a tenth of a second at most;
   * not to be called in own work, as a virtual thread would leave that to its carrier.
   */
  public static void await() {
    long start = System.nanoTime();
    while (isLate() && System.nanoTime() - start < LONGEST_WAIT_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static synchronized boolean isLate() {
    return listeners == 1 && missing(new Span(begin, mark())) > 0;
  }

  /**
   * Ends one call of {@link #listen}: the last one takes the listener away. To be called in own
   * work.
   */
  public static synchronized void stop() {
    if (--listeners > 0) {
      return;
    }
    for (int bean = 0; bean < BEANS.size(); bean++) {
      remove(emitter(bean));
    }
  }

  @SuppressWarnings("EmptyCatch") // other hands took it away: what it told until then is known
  private static void remove(NotificationEmitter emitter) {
    try {
      emitter.removeNotificationListener(LISTENER);
    } catch (ListenerNotFoundException e) {
      // it is gone, as it should be
    }
  }

  private static NotificationEmitter emitter(int bean) {
    return (NotificationEmitter) BEANS.get(bean);
  }

  /* In no count: nothing is that the JVM does to tell of a collection, see ChanceRules. */
  private static void told(Notification notification, Object bean) {
    if (notification.getUserData() instanceof CompositeData data) {
      GarbageCollectionNotificationInfo told = GarbageCollectionNotificationInfo.from(data);
      GcInfo info = told.getGcInfo();
      add(
          new Told(
              (Integer) bean,
              info.getId(),
              notification.getTimeStamp() - info.getDuration(),
              info.getDuration(),
              told.getGcName(),
              told.getGcCause()));
    }
  }

  private static synchronized void add(Told told) {
    LATEST.addLast(told);
    if (LATEST.size() > MOST) {
      LATEST.removeFirst();
    }
  }

  /** Says that TrackMemory itself had asked for those that ran since {@code from}. */
  static synchronized void forced(Mark from) {
    FORCED.addLast(new Span(from, mark()));
    if (FORCED.size() > MOST) {
      FORCED.removeFirst();
    }
  }

  /** Those between two moments, with the time since a third. */
  public static synchronized CollectionMoments between(Mark from, Mark to, Mark opening) {
    if (BEANS.isEmpty()) {
      return CollectionMoments.NOT_AVAILABLE;
    }
    Span span = new Span(from, to);
    List<CollectionMoment> moments = new ArrayList<>();
    for (Told told : LATEST) {
      if (span.has(told)) {
        moments.add(moment(told, opening));
      }
    }
    moments.sort(Comparator.comparingLong(CollectionMoment::elapsedMillis));
    return new CollectionMoments(moments, OptionalLong.of(missing(span)));
  }

  private static CollectionMoment moment(Told told, Mark opening) {
    boolean pauses = CollectorRole.of(told.name).pauses;
    return new CollectionMoment(
        told.startMillis - opening.millis,
        told.tookMillis,
        pauses ? OptionalLong.of(told.tookMillis) : OptionalLong.empty(),
        told.name,
        told.cause,
        FORCED.stream().anyMatch(forced -> forced.has(told)));
  }

  private static long missing(Span span) {
    long all =
        LongStream.range(0, BEANS.size())
            .map(bean -> span.to.counts.get((int) bean) - span.from.counts.get((int) bean))
            .sum();
    return Math.max(0, all - LATEST.stream().filter(span::has).count());
  }
}
