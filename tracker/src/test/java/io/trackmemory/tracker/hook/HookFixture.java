package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The recorder as ordinary classes: with a JVM's counter and a CPU clock that the test sets, and
 * with what is static put back afterwards. The agent never rewrites this package, and uses copies.
 */
public final class HookFixture implements BeforeEachCallback, AfterEachCallback {

  /** Takes a stack of each allocation. */
  static final SamplingPlan ALL =
      new SamplingPlan(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 1, 1, 1);

  static final SamplingPlan NONE = SamplingPlan.NONE;

  static {
    ArrayLayout.Given.layOut(new int[] {16, 16, 16, 24, 16, 2, 8, 1000});
  }

  /** Bytes by the JVM's counter, and what each reading adds to them. */
  public long jvmBytes;

  public long bytesByReading;

  /** CPU time of any thread. */
  public long cpu;

  private int readings;
  private @Nullable Error failure;
  private @Nullable Runnable onCpuReading;
  private @Nullable Runnable onReading;

  private final LongSupplier jvmBytesBefore = Hook.jvmAllocatedBytes;
  private final LongSupplier cpuBefore = Hook.cpuNanos;
  private final ToIntBiFunction<Class<?>, Integer> sitesBefore = Hook.derivedSites;
  private final BinaryOperator<Object> hiddenBefore = Hook.hiddenClasses;
  private final Predicate<Object> servingBefore = Hook.serving;
  private final boolean activeBefore = Hook.active;
  private final long lostBefore = Recorders.lost();

  @Override
  public void beforeEach(ExtensionContext context) {
    assertThat(ArrayLayout.ALIGNMENT).as("laid out before anything was counted").isEqualTo(8);
    Hook.jvmAllocatedBytes = this::readJvmBytes;
    Hook.cpuNanos = this::readCpu;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    failure = null;
    onCpuReading = null;
    onReading = null;
    FollowSwitch.release();
    Hook.active = false;
    Recorders.retire(Thread.currentThread());
    Hook.active = activeBefore;
    Hook.jvmAllocatedBytes = jvmBytesBefore;
    Hook.cpuNanos = cpuBefore;
    Hook.derivedSites = sitesBefore;
    Hook.hiddenClasses = hiddenBefore;
    Hook.serving = servingBefore;
  }

  private long readJvmBytes() {
    Error now = failure;
    if (now != null && --readings == 0) {
      failure = null;
      throw now;
    }
    Runnable work = onReading;
    onReading = null;
    if (work != null) {
      work.run();
    }
    jvmBytes += bytesByReading;
    return jvmBytes;
  }

  private long readCpu() {
    Runnable now = onCpuReading;
    onCpuReading = null;
    if (now != null) {
      now.run();
    }
    return cpu;
  }

  /** Lets a reading of the JVM's counter fail, the next one being the first. */
  public void failReading(int reading, Error error) {
    readings = reading;
    failure = error;
  }

  /** Runs something at the next reading of the JVM's counter: in the middle of a slow path. */
  public void onReading(Runnable work) {
    onReading = work;
  }

  /** Runs something at the next reading of the CPU clock, as if another thread did. */
  public void onCpuReading(Runnable work) {
    onCpuReading = work;
  }

  /** Events lost in this test. */
  public long lost() {
    return Recorders.lost() - lostBefore;
  }

  /** A recorder of this thread that no hook finds, ready to count. */
  ThreadRecorder recorder() {
    return recorder(Thread.currentThread(), 7);
  }

  static ThreadRecorder recorder(Thread thread, long id) {
    ThreadRecorder recorder = new ThreadRecorder(thread, id);
    Recorders.begin(recorder);
    return recorder;
  }

  /** The recorder that the hooks find, while a scope is open. */
  static ThreadRecorder current() {
    Hook.active = true;
    return Objects.requireNonNull(Recorders.current());
  }

  static ScopeLedger scope() {
    return scope(null);
  }

  static ScopeLedger scope(@Nullable ScopeLedger parent) {
    return new ScopeLedger(parent, false, NONE, 100, 0);
  }

  static ScopeLedger sampled(SamplingPlan plan) {
    return new ScopeLedger(null, false, plan, 100, 100);
  }

  static ScopeLedger following(@Nullable ScopeLedger parent, int liveMax) {
    return new ScopeLedger(parent, true, ALL, liveMax, 100);
  }

  /** What was counted: number and bytes of arrays by site. */
  public static Map<Integer, List<Long>> counted(Account account) {
    return counts(account, ThreadRecorder.COUNTED);
  }

  static Map<Integer, List<Long>> counts(Account account, int state) {
    Map<Integer, List<Long>> counts = new TreeMap<>();
    long[][] table = account.tables[state];
    for (int i = 0; table != null && i < table.length; i++) {
      for (int site = 0; table[i] != null && site <= ScopeLedger.CHUNK_MASK; site++) {
        int at = site * Account.STRIDE;
        if (table[i][at] != 0) {
          counts.put(
              (i << ScopeLedger.CHUNK_BITS) + site,
              List.of(table[i][at], table[i][at + Account.BYTES]));
        }
      }
    }
    return counts;
  }

  /** What a scope's threads counted, folded or not. */
  static Map<Integer, List<Long>> counted(ScopeLedger scope) {
    Account sum = new Account(null, "", 0);
    synchronized (scope.sums) {
      scope.accounts.values().forEach(each -> sum.addAll(each));
      scope.adopted.forEach(each -> sum.addAll(each));
      sum.addAll(scope.ended);
    }
    return counted(sum);
  }

  /** Runs work in a thread of its own to its end. */
  static void inThread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.start();
    join(thread);
  }

  /** What another thread has left. */
  static <T> T got(AtomicReference<T> from) {
    return Objects.requireNonNull(from.get());
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
