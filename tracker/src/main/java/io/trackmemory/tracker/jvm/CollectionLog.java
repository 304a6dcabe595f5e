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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * When collections of this JVM ran, while anybody listens. The JVM tells each a moment after it
 * ended, on a thread of its own; collections are numbered, so that one that is not told is missed
 * and not forgotten. Those that TrackMemory forces it is not asked to tell: what it makes for that
 * is alive for a while, and would be seen by who forced it. So too what is kept of one is of own
 * classes only. Any thread may call it; calls wait for each other, never for a collection.
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
  private static final Deque<Told> LATEST = new ArrayDeque<>(MOST + 1);
  private static final Deque<Span> FORCED_AND_TOLD = new ArrayDeque<>(MOST + 1);
  private static final Map<String, String> CAUSES = new HashMap<>();
  private static int listeners;
  private static boolean attached;
  private static int forcing;
  private static @Nullable Forced forced;
  private static Mark begin = mark();

  private CollectionLog() {}

  /**
   * A moment between collections.
   *
   * @param millis the time of day: the JVM tells by no other clock that a program can read too
   * @param counts how many collections each bean had counted
   */
  public record Mark(long millis, Counts counts) {}

  /**
   * A figure of each bean.
   *
   * @param last that of the last of them
   * @param before those of the beans before it; null for the first
   */
  record Counts(long last, @Nullable Counts before) {

    private static final Counts NONE = new Counts(0, null);

    private static Counts read(ToLongFunction<GarbageCollectorMXBean> figure) {
      Counts read = NONE;
      for (GarbageCollectorMXBean bean : BEANS) {
        read = new Counts(figure.applyAsLong(bean), read);
      }
      return read;
    }

    private long of(int bean) {
      Counts counts = this;
      for (int i = BEANS.size() - 1; i > bean && counts.before != null; i--) {
        counts = counts.before;
      }
      return counts.last;
    }
  }

  /* The last ones of a bean up to a number; more than one where their sum is known only. */
  private record Told(
      int bean,
      long number,
      long count,
      long startMillis,
      long tookMillis,
      String cause,
      boolean forced) {}

  private record Span(Mark from, Mark to) {

    /* How many of what was told lie within. */
    private long has(Told told) {
      long last = Math.min(told.number, to.counts.of(told.bean));
      long before = Math.max(told.number - told.count, from.counts.of(told.bean));
      return Math.max(0, last - before);
    }

    private long count(int bean) {
      return to.counts.of(bean) - from.counts.of(bean);
    }
  }

  /* What is being forced, how long each bean had collected before, and whether the JVM tells it. */
  private record Forced(Mark from, Counts millis, String cause, boolean told) {}

  /** Now. */
  public static Mark mark() {
    return new Mark(
        System.currentTimeMillis(), Counts.read(GarbageCollectorMXBean::getCollectionCount));
  }

  /** Listens until {@link #stop}; to be called in own work. */
  public static synchronized void listen() {
    if (listeners++ == 0) {
      begin = mark();
      attach();
    }
  }

  private static void attach() {
    if (forced == null && !attached) {
      attached = true;
      for (int bean = 0; bean < BEANS.size(); bean++) {
        emitter(bean).addNotificationListener(LISTENER, null, bean);
      }
    }
  }

  private static void detach() {
    if (attached) {
      attached = false;
      for (int bean = 0; bean < BEANS.size(); bean++) {
        remove(emitter(bean));
      }
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
    if (--listeners == 0) {
      detach();
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
              1,
              notification.getTimeStamp() - info.getDuration(),
              info.getDuration(),
              known(told.getGcCause()),
              false));
    }
  }

  private static synchronized void add(Told told) {
    keep(LATEST, told);
  }

  /* One text for all collections of a cause, as the JVM makes one for each. */
  private static synchronized String known(String cause) {
    return CAUSES.computeIfAbsent(cause, key -> key);
  }

  private static <T> void keep(Deque<T> latest, T added) {
    latest.addLast(added);
    if (latest.size() > MOST) {
      latest.removeFirst();
    }
  }

  /**
   * Says that TrackMemory asks for a collection, until {@link #forced()}; to be called in own work.
   *
   * @param cause as the JVM calls it
   */
  static synchronized void forcing(String cause) {
    if (forcing++ > 0) {
      return;
    }
    Mark from = mark();
    if (missing(new Span(begin, from)) == 0) { // else what is late would be lost
      detach();
    }
    Counts millis = Counts.read(GarbageCollectorMXBean::getCollectionTime);
    forced = new Forced(from, millis, cause, attached);
  }

  /** Says that it ran; the last one says so for all. To be called in own work. */
  static synchronized void forced() {
    if (--forcing > 0) {
      return;
    }
    Forced ran = Objects.requireNonNull(forced, "what is being forced");
    forced = null;
    Span span = new Span(ran.from, mark());
    if (ran.told) {
      keep(FORCED_AND_TOLD, span);
    } else if (listeners > 0) {
      keepForced(ran, span);
      attach();
    }
  }

  private static void keepForced(Forced ran, Span span) {
    Counts millis = Counts.read(GarbageCollectorMXBean::getCollectionTime);
    for (int bean = 0; bean < BEANS.size(); bean++) {
      long count = span.count(bean);
      if (count > 0) {
        long took = millis.of(bean) - ran.millis.of(bean);
        long number = span.to.counts.of(bean);
        keep(LATEST, new Told(bean, number, count, ran.from.millis, took, ran.cause, true));
      }
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
      if (span.has(told) > 0) {
        moments.add(moment(told, opening));
      }
    }
    moments.sort(Comparator.comparingLong(CollectionMoment::elapsedMillis));
    return new CollectionMoments(moments, OptionalLong.of(missing(span)));
  }

  private static CollectionMoment moment(Told told, Mark opening) {
    String name = BEANS.get(told.bean).getName();
    boolean pauses = CollectorRole.of(name).pauses;
    return new CollectionMoment(
        told.startMillis - opening.millis,
        told.tookMillis,
        pauses ? OptionalLong.of(told.tookMillis) : OptionalLong.empty(),
        name,
        told.cause,
        told.forced || FORCED_AND_TOLD.stream().anyMatch(span -> span.has(told) > 0));
  }

  private static long missing(Span span) {
    long all = IntStream.range(0, BEANS.size()).mapToLong(span::count).sum();
    return Math.max(0, all - LATEST.stream().mapToLong(span::has).sum());
  }
}
