package io.trackmemory.tracker.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import java.lang.ref.Cleaner;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What became of an object that must be gone. */
class FateOfTest {

  static final List<Object> HELD = new ArrayList<>();

  private static final Cleaner CLEANER = Cleaner.create();
  private static final Duration LONG = Duration.ofMinutes(1);

  static final class Session {
    final byte[] buffer = new byte[1000];
  }

  @AfterEach
  void release() {
    HELD.clear();
  }

  private static WeakReference<Object> held(List<Object> holder) {
    Object session = new Session();
    holder.add(session);
    return new WeakReference<>(session);
  }

  private static ReferenceFate.Alive alive(WeakReference<?> reference) {
    ReferenceFate fate = Tracking.DOOR.fateOf(reference, LONG);
    assertThat(fate).isInstanceOf(ReferenceFate.Alive.class);
    return (ReferenceFate.Alive) fate;
  }

  @Test
  void fateOf_unheld_isCollected() {
    WeakReference<Object> reference = held(new ArrayList<>());

    assertThat(Tracking.DOOR.fateOf(reference, LONG)).isEqualTo(new ReferenceFate.Collected());
  }

  @Test
  void fateOf_heldByCleanUpThatIsDue_isCollected() {
    WeakReference<Object> reference = held(HELD);
    CLEANER.register(new Object(), HELD::clear);

    assertThat(Tracking.DOOR.fateOf(reference, LONG)).isEqualTo(new ReferenceFate.Collected());
  }

  @Test
  void fateOf_heldByStaticField_hasTheChain() {
    ReferenceFate.Alive alive = alive(held(HELD));

    assertThat(alive.typeName()).isEqualTo(Session.class.getName());
    assertThat(alive.why()).isEmpty();
    assertThat(alive.shallowBytes()).isEqualTo(16);
    Leak holder = alive.holder().orElseThrow();
    assertThat(holder.signature()).isEqualTo(FateOfTest.class.getName() + ".HELD");
    assertThat(holder.retainedBytes()).hasValue(16 + 1016);
    assertThat(holder.chain().stream().map(ChainLink::toString))
        .containsExactly(
            FateOfTest.class.getName() + ".static HELD",
            "java.util.ArrayList.elementData",
            "java.lang.Object[][0]",
            Session.class.getName());
  }

  @Test
  void fateOf_heldByVariable_isInUse() {
    List<Object> local = new ArrayList<>();
    ReferenceFate.Alive alive = alive(held(local));

    assertThat(alive.why()).isEqualTo("in use by running methods");
    assertThat(local).hasSize(1);
  }

  @Test
  void fateOf_softlyHeld_isTold() {
    List<Object> local = new ArrayList<>();
    WeakReference<Object> reference = held(local);
    HELD.add(new SoftReference<>(local.remove(0)));

    ReferenceFate.Alive alive = alive(reference);

    assertThat(alive.why()).isEqualTo("only softly reachable");
    assertThat(alive.holder())
        .get(type(Leak.class))
        .extracting(Leak::chain)
        .asString()
        .contains("java.lang.ref.SoftReference");
  }
}
