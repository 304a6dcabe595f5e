package io.trackmemory.tracker.gate;

import io.trackmemory.tracker.PeakCurve;
import io.trackmemory.tracker.hook.Account;
import io.trackmemory.tracker.hook.AllThreads;
import io.trackmemory.tracker.hook.AllocationPlan;
import io.trackmemory.tracker.hook.ArrayLayout;
import io.trackmemory.tracker.hook.Assignment;
import io.trackmemory.tracker.hook.Bodies;
import io.trackmemory.tracker.hook.Contracts;
import io.trackmemory.tracker.hook.DerivedSites;
import io.trackmemory.tracker.hook.EndedAccounts;
import io.trackmemory.tracker.hook.EventRing;
import io.trackmemory.tracker.hook.FollowSwitch;
import io.trackmemory.tracker.hook.Followed;
import io.trackmemory.tracker.hook.HandOver;
import io.trackmemory.tracker.hook.Hook;
import io.trackmemory.tracker.hook.NativeBlock;
import io.trackmemory.tracker.hook.NativeLedger;
import io.trackmemory.tracker.hook.NativeLine;
import io.trackmemory.tracker.hook.NativeMemory;
import io.trackmemory.tracker.hook.PeakCourse;
import io.trackmemory.tracker.hook.PeakCrossing;
import io.trackmemory.tracker.hook.PeakGuard;
import io.trackmemory.tracker.hook.PeakProbe;
import io.trackmemory.tracker.hook.Recorders;
import io.trackmemory.tracker.hook.SamplingPlan;
import io.trackmemory.tracker.hook.ScopeLedger;
import io.trackmemory.tracker.hook.StackSamples;
import io.trackmemory.tracker.hook.ThreadRecorder;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
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
 * The gate to the recorder. Never used as compiled: the agent renames it together with the classes
 * that it calls and defines it as a hidden class (in which lambdas do not work under another name,
 * so there are none). Long, as it has to be one class: others of this package would keep their
 * name.
 */
final class LinkedGate implements Gate {

  private static final OffHeapKind[] KINDS = OffHeapKind.values(); // as the recorder numbers them

  LinkedGate() {}

  @Override
  public void layOut(int[] layout) {
    ArrayLayout.Given.layOut(layout);
  }

  @Override
  public int countedByIt() {
    return DerivedSites.COUNTED_BY_IT;
  }

  @Override
  public void connect(
      LongSupplier jvmBytes,
      LongSupplier cpuNanos,
      ToIntBiFunction<Class<?>, Integer> derivedSites,
      BinaryOperator<Object> hiddenClasses,
      Consumer<ClassLoader> loaders,
      Predicate<Object> serving,
      Queue<Object> ended) {
    Hook.connect(jvmBytes, cpuNanos, derivedSites, hiddenClasses, loaders, serving, ended);
  }

  @Override
  public void connectPeaks(
      IntUnaryOperator objectBytes,
      BooleanSupplier collection,
      BiFunction<Thread, int[], int[]> open,
      Function<List<WeakReference<?>>, Object> notStrong) {
    PeakProbe.connect(objectBytes, collection, open, notStrong);
  }

  @Override
  public void connectContracts(IntFunction<Object> opens, ObjIntConsumer<Object> ends) {
    Contracts.connect(opens, ends);
  }

  @Override
  public void connectGuards(
      ToIntBiFunction<Class<?>, Integer> selects,
      Consumer<Class<?>> defined,
      IntConsumer constructs) {
    Contracts.connectGuards(selects, defined, constructs);
  }

  @Override
  public void setActive(boolean on) {
    Hook.active = on;
    if (on) {
      HandOver.seen();
    }
  }

  @Override
  public void setFollowing(boolean on) {
    FollowSwitch.set(on);
  }

  @Override
  public void releaseFollowing() {
    FollowSwitch.release();
  }

  @Override
  public void ownWork(int change) {
    Hook.ownWork(change);
  }

  @Override
  public Object newLedger(
      @Nullable Object parent,
      boolean follow,
      StackRates rates,
      int liveMax,
      int historyMax,
      long[] peakLimits) {
    return new ScopeLedger(
        (ScopeLedger) parent, follow, plan(rates), liveMax, historyMax, peakLimits);
  }

  @Override
  public Object newLedger(
      @Nullable Object parent,
      StackRates rates,
      int liveMax,
      int historyMax,
      long[] peakLimits,
      long budget,
      Function<long[][], String> message) {
    return new ScopeLedger(
        (ScopeLedger) parent, true, plan(rates), liveMax, historyMax, budget, message, peakLimits);
  }

  @Override
  public List<PeakView> peaks(Object ledger) {
    List<PeakView> views = new ArrayList<>();
    for (PeakGuard guard : ((ScopeLedger) ledger).peakLimits()) {
      PeakCrossing crossing = guard.crossing;
      views.add(
          new PeakView(
              guard.limit,
              guard.highestAtMost() < 0
                  ? OptionalLong.empty()
                  : OptionalLong.of(guard.highestAtMost()),
              crossing == null || guard.message != null
                  ? Optional.empty()
                  : Optional.of(view(crossing)),
              guard.message != null,
              Optional.ofNullable(guard.doubt),
              points(guard),
              guard.moments()));
    }
    return views;
  }

  private static List<PeakCurve.Point> points(PeakGuard guard) {
    List<PeakCurve.Point> points = new ArrayList<>();
    for (PeakCourse.Point point : guard.course()) {
      points.add(
          new PeakCurve.Point(
              point.nanos(),
              point.allocatedBytes(),
              point.atLeast() < 0 ? OptionalLong.empty() : OptionalLong.of(point.atLeast()),
              point.atMost(),
              point.measured()));
    }
    return points;
  }

  private static PeakView.Crossing view(PeakCrossing crossing) {
    List<PeakView.Row> rows = new ArrayList<>();
    for (PeakCrossing.Row row : crossing.rows()) {
      rows.add(
          new PeakView.Row(row.makerId(), row.threadName(), row.site(), row.count(), row.bytes()));
    }
    return new PeakView.Crossing(
        crossing.liveBytes(),
        rows,
        crossing.phase(),
        crossing.site(),
        crossing.bytes(),
        crossing.makerId(),
        crossing.threadName(),
        crossing.stack());
  }

  @Override
  public @Nullable Object currentLedger() {
    ThreadRecorder recorder = Recorders.current();
    return recorder == null ? null : recorder.scope();
  }

  @Override
  public void enter(Object ledger, Object token) {
    HandOver.enter(recorder(), (ScopeLedger) ledger, token);
  }

  @Override
  public void leave(Object token) {
    recorder().leave(token);
  }

  @Override
  public Object planAllocations(long failing, IntFunction<String> message) {
    return new AllocationPlan(failing, failing == 0, message);
  }

  @Override
  public void allocate(Object plan, boolean begins) {
    if (begins) {
      ((AllocationPlan) plan).enter(recorder());
    } else {
      ((AllocationPlan) plan).leave(recorder());
    }
  }

  @Override
  public NumberedView numbered(Object plan) {
    AllocationPlan seen = (AllocationPlan) plan;
    List<NumberedView.Made> sites = new ArrayList<>();
    long[] all = seen.sites();
    for (int at = 0; at < all.length; at += AllocationPlan.STRIDE) {
      if (all[at] > 0) {
        int site = at / AllocationPlan.STRIDE;
        sites.add(new NumberedView.Made(site, all[at], all[at + 1], all[at + 2], all[at + 3]));
      }
    }
    return new NumberedView(
        seen.made(), sites, seen.failedSite(), seen.failedBytes(), seen.error());
  }

  private static ThreadRecorder recorder() {
    return Objects.requireNonNull(Recorders.current(), "no memory for a recorder");
  }

  @Override
  public void close(Object ledger) {
    ScopeLedger scope = (ScopeLedger) ledger;
    scope.close(recorder());
    scope.forget();
  }

  @Override
  public Object newLedgerToUndo(Object around, boolean follow, boolean limited, boolean alone) {
    return new ScopeLedger((ScopeLedger) around, follow, limited, alone);
  }

  @Override
  public void undo(Object ledger) {
    ScopeLedger scope = (ScopeLedger) ledger;
    scope.undo(recorder());
    scope.forget();
  }

  @Override
  public Object arm(
      Object ledger,
      int[] methods,
      boolean body,
      Supplier<Object> onBegin,
      BiConsumer<Object, Boolean> onLast,
      Consumer<Object> onEnd,
      Runnable onStray) {
    Bodies.Armed armed =
        new Bodies.Armed(
            (ScopeLedger) ledger,
            Thread.currentThread(),
            methods,
            body,
            onBegin,
            onLast,
            onEnd,
            onStray);
    Bodies.arm(armed);
    return armed;
  }

  @Override
  public void disarm(Object armed) {
    Bodies.disarm((Bodies.Armed) armed);
  }

  @Override
  public void allThreads(boolean begins, boolean follow, int liveMax) {
    if (begins) {
      AllThreads.open(follow, liveMax);
    } else {
      AllThreads.close(follow);
    }
  }

  @Override
  public void serveAllThreads(@Nullable Object ledger) {
    NativeMemory.serveAllThreads((ScopeLedger) ledger);
  }

  @Override
  public OffHeapView offHeap(Object ledger) {
    NativeLedger natives = ((ScopeLedger) ledger).natives;
    List<OffHeapView.Part> parts = new ArrayList<>();
    for (NativeLedger.Part part : natives.parts()) {
      List<OffHeapView.Line> lines = new ArrayList<>();
      for (NativeLine.Held line : part.lines()) {
        lines.add(
            new OffHeapView.Line(
                kind(line.kind()),
                line.stack(),
                line.threadName(),
                line.takerId(),
                line.count(),
                line.bytes()));
      }
      parts.add(new OffHeapView.Part(part.atLeast(), part.atMost(), lines));
    }
    return new OffHeapView(parts, natives.firstUseBytes(), natives.jdkBytes());
  }

  @Override
  public List<OffHeapView.Block> heldOffHeap(Object ledger) {
    List<OffHeapView.Block> held = new ArrayList<>();
    for (NativeLedger.Block each : ((ScopeLedger) ledger).natives.held()) {
      NativeBlock block = each.block();
      held.add(
          new OffHeapView.Block(
              block,
              each.part(),
              new OffHeapView.Line(
                  kind(block.kind),
                  block.stack,
                  block.threadName,
                  block.threadId,
                  1,
                  block.atLeast),
              block.name,
              block.owner,
              block.cleaned));
    }
    return held;
  }

  private static OffHeapKind kind(int number) {
    return number == NativeBlock.DIRECTORY // a directory is a file, and a channel a socket
        ? OffHeapKind.FILE
        : KINDS[Math.min(number, NativeBlock.SOCKET)];
  }

  @Override
  public int nextMoment() {
    return AllThreads.next();
  }

  @Override
  public List<Unfinished> unfinished(Object ledger) {
    List<Unfinished> unfinished = new ArrayList<>();
    for (Assignment assignment : HandOver.unfinished((ScopeLedger) ledger)) {
      Object task = assignment.get();
      if (task != null) {
        Thread thread = task instanceof Thread own ? own : assignment.thread();
        unfinished.add(
            new Unfinished(
                task, assignment.threadName(), thread, assignment.serves, assignment.part));
      }
    }
    return unfinished;
  }

  @Override
  public boolean areTasksGone(Object ledger) {
    return HandOver.areTasksGone((ScopeLedger) ledger);
  }

  @Override
  public int nextHandOvers() {
    return HandOver.nextPart();
  }

  @Override
  public void assign(Object task, Object ledger) {
    HandOver.assign(task, (ScopeLedger) ledger);
  }

  @Override
  public void task(Object task, boolean begins) {
    if (begins) {
      Hook.taskBegins(task);
    } else {
      Hook.taskEnds(task);
    }
  }

  @Override
  public void nextPhase(Object ledger) {
    ((ScopeLedger) ledger).nextPhase();
  }

  @Override
  public List<AccountView> accounts(Object ledger) {
    ScopeLedger scope = (ScopeLedger) ledger;
    List<AccountView> views = new ArrayList<>();
    synchronized (scope.sums) { // an account that is folded meanwhile is seen once
      for (Account account : scope.accounts.values()) {
        views.add(view(account));
      }
      for (Account account : scope.adopted) {
        views.add(view(account));
      }
      views.add(view(scope.ended, scope.ended.copyOfTables(), true));
    }
    return views;
  }

  @Override
  public void addUpEnded() {
    Recorders.ended().addUp();
  }

  @Override
  public List<AccountView> foreignAccounts() {
    List<AccountView> views = new ArrayList<>();
    EndedAccounts ended = Recorders.ended();
    synchronized (ended) {
      List<ThreadRecorder> recorders = Recorders.notEnded();
      synchronized (ScopeLedger.NOBODY.sums) { // an account that is folded meanwhile is seen once
        for (ThreadRecorder recorder : recorders) {
          if (!recorder.base.folded) {
            views.add(view(recorder.base));
          }
        }
        views.add(view(ScopeLedger.NOBODY.ended, ScopeLedger.NOBODY.ended.copyOfTables(), true));
        views.add(view(AllThreads.endedThreads()));
      }
    }
    return views;
  }

  @Override
  public List<AccountView> bornElsewhere(Object ledger) {
    List<AccountView> views = new ArrayList<>();
    for (Account account : Recorders.bornElsewhere((ScopeLedger) ledger)) {
      views.add(view(account, account.tables, false));
    }
    return views;
  }

  @Override
  public long lostEvents() {
    return Recorders.lost();
  }

  @Override
  public String lastLoss() {
    return Recorders.lastLoss();
  }

  private static AccountView view(Account account) {
    return view(account, account.tables, true);
  }

  private static AccountView view(
      Account account, long[][] @Nullable [] tables, boolean withStacks) {
    List<AccountView.Stack> stacks = new ArrayList<>();
    for (int i = 0; withStacks && i < account.stacks.count; i++) {
      stacks.add(view(account.stacks.samples[i]));
    }
    Map<Kind, AccountView.Counts> counts = new EnumMap<>(Kind.class);
    Kind[] kinds = Kind.values();
    for (int i = 0; i < kinds.length; i++) {
      counts.put(
          kinds[i],
          new AccountView.Counts(tables[i], ScopeLedger.CHUNK_BITS, Account.STRIDE, Account.BYTES));
    }
    ThreadRecorder current = Recorders.current();
    boolean unscoped = account.isUnscoped();
    Followed.Sample followed =
        unscoped && !AllThreads.isCurrent(account) ? Followed.Sample.NONE : account.followed();
    return new AccountView(
        account.threadName,
        account.threadId,
        account.threadId == ScopeLedger.ENDED_ID,
        unscoped,
        account.entered > 0,
        counts,
        followed.objects(),
        followed.weight(),
        account.skipped,
        account.unfollowed,
        stacks,
        account.unstacked,
        view(account.events),
        account.nativeBytes.clone(),
        current == null ? account.jvmBytes : current.jvmBytes(account),
        account.cpuNanos,
        account.cpuStart,
        account.tasksHandedOver,
        account.tasksRun,
        account.times == null ? new long[0] : account.times.read(),
        account.uncountedSite,
        account.unfollowedSite);
  }

  @Override
  public int siteOf(WeakReference<?> followed) {
    return ((Followed) followed).site;
  }

  @Override
  public int phaseOf(WeakReference<?> followed) {
    return ((Followed) followed).phase;
  }

  @Override
  public long eventOf(WeakReference<?> followed) {
    return ((Followed) followed).eventNumber();
  }

  private static AccountView.Stack view(StackSamples.Sample sample) {
    return new AccountView.Stack(
        sample.site,
        sample.stack,
        sample.taken,
        sample.takenBytes,
        sample.weight,
        sample.weightedBytes,
        sample.minBytes,
        sample.maxBytes,
        sample.firstNanos,
        sample.lastNanos,
        sample.cpuNanos);
  }

  static AccountView.Events view(EventRing ring) {
    long added = ring.added; // before the arrays, which are at least as long as it says
    return new AccountView.Events(
        ring.max,
        added,
        ring,
        ring.lost,
        ring.stacks,
        ring.nanos,
        ring.bytes,
        ring.weights,
        ring.fates,
        EventRing.NOT_FOLLOWED,
        EventRing.ALIVE);
  }

  private static SamplingPlan plan(StackRates rates) {
    return new SamplingPlan(
        rates.always(),
        rates.sureMax(),
        rates.mediumBytes(),
        rates.largeBytes(),
        rates.small(),
        rates.medium(),
        rates.large());
  }
}
