package io.trackmemory.tracker.gate;

import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The recorder as the rest of the tracker sees it. Its classes live in {@code java.lang} under
 * other names, so that nothing here can be compiled against them; {@link LinkedGate} is compiled
 * against their originals and renamed along with them. Ledgers and bodies are opaque.
 */
public interface Gate {

  /** The class of the gate, to be renamed. */
  static Class<?> template() {
    return LinkedGate.class;
  }

  /** Defines the renamed class and makes the gate. */
  static Gate define(byte[] renamed) throws ReflectiveOperationException {
    MethodHandles.Lookup own = MethodHandles.lookup();
    return (Gate)
        own.defineHiddenClass(renamed, true).lookupClass().getDeclaredConstructor().newInstance();
  }

  /** Says how objects are laid out; once, before {@link #connect}. */
  void layOut(int[] layout);

  /**
   * What the function that makes sites for types gives where the method called counts what it
   * makes.
   */
  int countedByIt();

  /**
   * Connects what only the rest of the tracker knows; once.
   *
   * @param jvmBytes the JVM's counter for the current thread
   * @param cpuNanos CPU time of the current thread in nanoseconds
   * @param derivedSites makes the site for a type seen at a site
   * @param hiddenClasses rewrites the class file of a hidden class, given its loader
   * @param loaders takes a class loader before it defines a class
   * @param serving whether no code of users leads to the task that begins on this thread
   * @param ended takes from many threads what they counted when they end, and gives it to one at a
   *     time, see {@link EndedThreads}
   */
  void connect(
      LongSupplier jvmBytes,
      LongSupplier cpuNanos,
      ToIntBiFunction<Class<?>, Integer> derivedSites,
      BinaryOperator<Object> hiddenClasses,
      Consumer<ClassLoader> loaders,
      Predicate<Object> serving,
      Queue<Object> ended);

  /**
   * Connects what limits on live bytes ask; once.
   *
   * @param objectBytes size of the objects of a site; 0 for arrays, -1 if it cannot be told
   * @param collection forces a full collection; whether it is proved
   * @param open marks the sites of objects that a thread has begun to make, see {@link
   *     OpenConstructions}
   * @param notStrong which of some weak references have a referent that is not strongly reachable,
   *     as a list, or why that cannot be told
   */
  void connectPeaks(
      IntUnaryOperator objectBytes,
      BooleanSupplier collection,
      BiFunction<Thread, int[], int[]> open,
      Function<List<WeakReference<?>>, Object> notStrong);

  /**
   * Connects who judges calls that contracts are on; once.
   *
   * @param opens gives the ledger of a call by the number of its method, in own work; null if
   *     nobody judges it
   * @param ends takes the ledger of a call that has ended, and that number, in own work
   */
  void connectContracts(IntFunction<Object> opens, ObjIntConsumer<Object> ends);

  /**
   * Connects who knows on which objects' calls contracts are; once.
   *
   * @param selects gives the method's number for objects of a class, of a method whose contracts
   *     depend on it; -1 if there are none
   * @param defined takes a class that has been defined, and nothing of which has run
   * @param constructs takes the number of a class of which an object is about to be made
   */
  void connectGuards(
      ToIntBiFunction<Class<?>, Integer> selects,
      Consumer<Class<?>> defined,
      IntConsumer constructs);

  /** Whether any scope is open. */
  void setActive(boolean on);

  /** Whether objects are followed; compiled code stays able to once it has begun. */
  void setFollowing(boolean on);

  /** Drops from compiled code what follows objects; to begin again costs a deoptimisation. */
  void releaseFollowing();

  /** Begins or ends own work of this thread. */
  void ownWork(int change);

  /**
   * A ledger for a new scope inside {@code parent}.
   *
   * @param peakLimits limits on its live bytes, to be decided while it is open
   */
  Object newLedger(
      @Nullable Object parent,
      boolean follow,
      StackRates rates,
      int liveMax,
      int historyMax,
      long[] peakLimits);

  /**
   * The same with a budget: an allocation that would have live bytes pass it fails.
   *
   * @param message what it fails with, by figures: live bytes with it, the site of the object that
   *     does not fit and its bytes; then of each row of what is alive the site, the number of
   *     objects and their bytes
   */
  Object newLedger(
      @Nullable Object parent,
      StackRates rates,
      int liveMax,
      int historyMax,
      long[] peakLimits,
      long budget,
      Function<long[][], String> message);

  /** The limits on a ledger's live bytes, as far as they are decided. */
  List<PeakView> peaks(Object ledger);

  /** Ledger of the innermost scope that this thread works for. */
  @Nullable Object currentLedger();

  /**
   * Lets this thread work for a ledger, or the nearest open one around it, until {@link #leave}
   * with the same token.
   */
  void enter(Object ledger, Object token);

  /** Ends what {@link #enter} began; does nothing where it did not. */
  void leave(Object token);

  /**
   * A plan that numbers allocations and lets one fail, see {@link NumberedView}.
   *
   * @param failing number of the one that fails, from 1 on; 0 for none
   * @param message what the error says, by site
   */
  Object planAllocations(long failing, IntFunction<String> message);

  /** Begins a plan in this thread, or ends it. */
  void allocate(Object plan, boolean begins);

  /** What was made by a plan. */
  NumberedView numbered(Object plan);

  /** Ends a ledger, once: its figures become part of its parent's. */
  void close(Object ledger);

  /**
   * A ledger inside another one, with the same caps, that {@link #undo} ends.
   *
   * @param limited whether limits on live bytes around it see what is made in it
   * @param alone whether memory off the heap that is taken in it is none of those around it
   */
  Object newLedgerToUndo(Object around, boolean follow, boolean limited, boolean alone);

  /**
   * Ends a ledger, once, as if it had never been; what the JVM counted in it for this thread is own
   * work.
   */
  void undo(Object ledger);

  /**
   * Makes runs of methods of a test work of its scope, until {@link #disarm}, whoever runs them.
   *
   * @param methods by number
   * @param body whether each run is to be told apart; else only what would belong to nobody matters
   * @param onBegin gives the ledger of a run that begins
   * @param onLast is given the ledger of a run that is about to end, which is still what the thread
   *     works for, and whether what it makes there is counted
   * @param onEnd is given the ledger of a run that has ended
   * @param onStray a run began that may have been of this test or of another one
   */
  Object arm(
      Object ledger,
      int[] methods,
      boolean body,
      Supplier<Object> onBegin,
      BiConsumer<Object, Boolean> onLast,
      Consumer<Object> onEnd,
      Runnable onStray);

  /** Ends what {@link #arm} began. */
  void disarm(Object armed);

  /**
   * Begins or ends a scope of all threads.
   *
   * @param follow whether it follows what threads of no scope make
   */
  void allThreads(boolean begins, boolean follow, int liveMax);

  /** Number of the part that begins now, for what threads of no scope make. */
  int nextMoment();

  /**
   * Threads of no scope work, off the heap, for a ledger from now on: that of the innermost scope
   * of all threads, if there is one.
   */
  void serveAllThreads(@Nullable Object ledger);

  /** What a ledger's work took off the heap so far. */
  OffHeapView offHeap(Object ledger);

  /** What of it is not given back now. */
  List<OffHeapView.Block> heldOffHeap(Object ledger);

  /** Work of a ledger, or of one inside it, that was handed over and has not ended. */
  List<Unfinished> unfinished(Object ledger);

  /**
   * A thread or task that has not ended.
   *
   * @param task the thread or task itself
   * @param threadName name of the thread that runs it; empty if none does yet
   * @param thread the thread that runs it, if one does
   * @param serves whether tasks ran in it
   * @param part number of the part of the time in which it was handed over
   */
  record Unfinished(
      Object task, String threadName, @Nullable Thread thread, boolean serves, int part) {}

  /**
   * Whether a task that a ledger, or one inside it, handed over was collected before anybody saw it
   * run, and was one that only who calls it can see.
   */
  boolean areTasksGone(Object ledger);

  /** Ends a part of the time, and gives the number that all that was handed over in it has. */
  int nextHandOvers();

  /** Assigns a task to a ledger, whichever thread runs it. */
  void assign(Object task, Object ledger);

  /** Begins or ends an assigned task. */
  void task(Object task, boolean begins);

  /** Separates what is followed from now on from what was. */
  void nextPhase(Object ledger);

  /** What each thread did for a ledger so far. */
  List<AccountView> accounts(Object ledger);

  /** Adds up what threads counted that have ended, so that nothing of it waits. */
  void addUpEnded();

  /** What threads did for no scope at all so far. */
  List<AccountView> foreignAccounts();

  /**
   * What threads did so far that were started in a scope around {@code ledger}, or in one that is
   * over, apart from tasks; without the call stacks.
   */
  List<AccountView> bornElsewhere(Object ledger);

  /** Site at which a followed object was allocated. */
  int siteOf(WeakReference<?> followed);

  /**
   * Phase of the scope in which a followed object was allocated; of one that a thread of no scope
   * made, the number that {@link #nextMoment} gave before.
   */
  int phaseOf(WeakReference<?> followed);

  /** Number of the event of a followed object's allocation; -1 if there is none. */
  long eventOf(WeakReference<?> followed);

  /** Events lost for want of memory or stack since the JVM started. */
  long lostEvents();

  /** What kept the last of them from being recorded. */
  String lastLoss();
}
