package io.trackmemory.tracker.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trackmemory.tracker.hook.Hook;
import io.trackmemory.tracker.hook.HookFixture;
import io.trackmemory.tracker.hook.ScopeLedger;
import io.trackmemory.tracker.recorded.Totals;
import io.trackmemory.tracker.recorded.Totals.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What readers see of scopes, through the gate as it is compiled: before it is renamed. */
@Timeout(60)
class LinkedGateTest {

  private static final StackRates ALL =
      new StackRates(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 1, 1, 1);

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final Gate gate = new LinkedGate();
  private Object outer;
  private Object inner;

  @BeforeEach
  void open() {
    gate.setActive(true);
    outer = gate.newLedger(null, true, ALL, 100, 10, new long[0]);
    inner = gate.newLedger(outer, true, ALL, 100, 10, new long[] {1_000_000});
  }

  private Map<Totals.Key, Amount> counted(Object ledger, Kind kind) {
    return Totals.of(gate.accounts(ledger), kind).rows();
  }

  private static Totals.Key mine(int site) {
    Thread thread = Thread.currentThread();
    return new Totals.Key(thread.getId(), thread.getName(), site);
  }

  @Test
  void accounts_tellWhatEachThreadCounted() {
    gate.enter(inner, this);
    assertThat(gate.currentLedger()).isSameAs(inner);
    Hook.object(5);
    Hook.array(new byte[8], 300);
    Hook.firstUse(1);
    Hook.object(6);
    Hook.firstUse(-1);
    gate.ownWork(1);
    Hook.object(5);
    gate.ownWork(-1);
    gate.leave(this);
    Hook.object(5);
    assertThat(gate.currentLedger()).isNull();

    assertThat(counted(inner, Kind.COUNTED))
        .isEqualTo(Map.of(mine(5), new Amount(1, 0), mine(300), new Amount(1, 24)));
    assertThat(counted(inner, Kind.FIRST_USE)).isEqualTo(Map.of(mine(6), new Amount(1, 0)));
    assertThat(counted(inner, Kind.TEST_CODE)).isEmpty();
    assertThat(counted(outer, Kind.COUNTED)).isEmpty();
    assertThat(gate.foreignAccounts()).anyMatch(account -> account.unscoped());
    assertThat(hook.lost()).isZero();
  }

  @Test
  void close_movesFigures_once() {
    gate.enter(inner, this);
    Hook.object(5);
    gate.leave(this);
    gate.close(inner);
    assertThat(counted(outer, Kind.COUNTED)).isEqualTo(Map.of(mine(5), new Amount(1, 0)));
    AtomicReference<Thread> worker = new AtomicReference<>();
    Object second = gate.newLedger(outer, false, ALL, 100, 10, new long[0]);
    Thread thread =
        new Thread(
            () -> {
              worker.set(Thread.currentThread());
              gate.enter(second, this);
              Hook.object(5);
              gate.leave(this);
              Hook.threadEnds(Thread.currentThread());
            });
    thread.start();
    join(thread);
    gate.close(second);
    assertThat(counted(outer, Kind.COUNTED))
        .isEqualTo(
            Map.of(
                mine(5),
                new Amount(1, 0),
                new Totals.Key(ScopeLedger.ENDED_ID, ScopeLedger.ENDED_NAME, 5),
                new Amount(1, 0)));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void view_ofASum_staysAsItIs() {
    gate.enter(inner, this);
    Hook.object(5);
    gate.leave(this);
    List<AccountView> before = gate.accounts(outer);
    gate.close(inner);
    assertThat(Totals.of(before, Kind.COUNTED).rows()).isEmpty();
    List<AccountView> after = gate.accounts(outer);
    assertThat(Totals.of(after, Kind.COUNTED).count()).isEqualTo(1);
  }

  @Test
  void followedObjects_tellSitePhaseAndEvent() {
    List<Object> kept = new ArrayList<>();
    gate.setFollowing(true);
    gate.enter(outer, this);
    Hook.object(5);
    Hook.follow(kept, 5);
    gate.nextPhase(outer);
    Hook.object(6);
    Hook.object(6);
    Hook.follow(kept, 6);
    hook.jvmBytes += 70;
    AccountView account = gate.accounts(outer).get(0);
    gate.leave(this);
    gate.releaseFollowing();

    assertThat(account.busy()).isTrue();
    assertThat(account.jvmBytes()).isEqualTo(70);
    assertThat(account.followed()).hasSize(2);
    assertThat(gate.siteOf(account.followed()[0])).isEqualTo(5);
    assertThat(gate.phaseOf(account.followed()[0])).isZero();
    assertThat(gate.eventOf(account.followed()[0])).isZero();
    assertThat(gate.phaseOf(account.followed()[1])).isEqualTo(1);
    assertThat(gate.eventOf(account.followed()[1])).isEqualTo(2);
    assertThat(account.stacks()).hasSize(3);
    assertThat(account.stacks().get(2).taken()).isEqualTo(1);
    assertThat(account.events().added()).isEqualTo(3);
    assertThat(gate.accounts(outer).get(0).busy()).isFalse();
  }

  @Test
  void limits_areAsFarAsDecided() {
    assertThat(gate.peaks(outer)).isEmpty();
    assertThat(gate.peaks(inner))
        .extracting(PeakView::limit, PeakView::highest)
        .containsExactly(tuple(1_000_000L, OptionalLong.of(1_000_000)));
  }

  @Test
  void bodyAndTask_areScopesOfTheirOwn() {
    List<Object> ended = new ArrayList<>();
    Object body =
        gate.arm(
            outer, new int[] {17}, true, () -> inner, (run, counting) -> {}, ended::add, () -> {});
    gate.enter(outer, this);
    Hook.bodyBegins(17);
    assertThat(gate.currentLedger()).isSameAs(inner);
    Hook.bodyEnds(17);
    assertThat(ended).containsExactly(inner);
    gate.disarm(body);
    Hook.bodyBegins(17);
    assertThat(gate.currentLedger()).isSameAs(outer);
    gate.leave(this);
    gate.assign("task", outer);
    assertThat(gate.unfinished(outer)).extracting(Gate.Unfinished::task).containsExactly("task");
    gate.task("task", true);
    assertThat(gate.currentLedger()).isSameAs(outer);
    gate.task("task", false);
    assertThat(gate.currentLedger()).isNull();
    assertThat(gate.unfinished(outer)).isEmpty();
  }
}
