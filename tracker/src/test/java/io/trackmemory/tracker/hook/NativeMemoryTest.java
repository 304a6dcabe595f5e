package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.hook.NativeLedger.Part;
import java.io.FileDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the JDK's methods take off the heap, and whose it is. */
class NativeMemoryTest {

  private static final long AT = 0x7000_0000L;

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final ScopeLedger outer = HookFixture.scope();
  private final ScopeLedger scope = HookFixture.scope(outer);
  private final List<Long> taken = new ArrayList<>();
  private ThreadRecorder mine;

  @BeforeEach
  void open() {
    mine = HookFixture.current();
    mine.enter(scope, this);
  }

  @AfterEach
  void free() {
    taken.forEach(NativeMemory::freed);
    NativeMemory.serveAllThreads(null);
  }

  private void take(long address, long bytes, int kind) {
    taken.add(address);
    NativeMemory.asks(bytes);
    NativeMemory.taken(address, null, kind);
  }

  private static long held(ScopeLedger of) {
    return of.natives.held().stream().mapToLong(held -> held.block().atLeast).sum();
  }

  private NativeBlock only() {
    assertThat(scope.natives.held()).hasSize(1);
    return scope.natives.held().get(0).block();
  }

  @Test
  void taken_isOfTheScope_andOfThoseAround_untilItIsFreed() {
    take(AT, 100, NativeBlock.DIRECT);
    assertThat(only().kind).isEqualTo(NativeBlock.DIRECT);
    assertThat(only().threadId).isEqualTo(mine.ownerId);
    assertThat(held(scope)).isEqualTo(100);
    assertThat(held(outer)).isEqualTo(100);
    NativeMemory.freed(AT + 1);
    assertThat(held(scope)).isEqualTo(100);
    mine.leave(this);
    NativeMemory.freed(AT);
    assertThat(held(scope) + held(outer)).isZero();
  }

  @Test
  void taken_withoutAsking_orAtNoAddress_isNothing() {
    NativeMemory.taken(AT, null, NativeBlock.DIRECT);
    assertThat(held(scope)).isZero();
    take(0, 100, NativeBlock.DIRECT);
    assertThat(held(scope)).isZero();
    NativeMemory.taken(AT, null, NativeBlock.DIRECT);
    assertThat(held(scope)).as("asked for once").isZero();
  }

  @Test
  void taken_byZlib_isAboutWhatItTakes() {
    taken.addAll(List.of(AT, AT + 1));
    NativeMemory.taken(AT, null, NativeBlock.INFLATER);
    assertThat(only().atLeast).isEqualTo(7_000);
    assertThat(only().atMost).isEqualTo(48 << 10);
    NativeMemory.freed(AT);
    NativeMemory.taken(AT + 1, null, NativeBlock.DEFLATER);
    assertThat(only().atLeast).isEqualTo(256 << 10);
    assertThat(only().atMost).isEqualTo(320 << 10);
  }

  @Test
  void taken_inFirstUse_isApart_andInTestCodeOrOwnWorkNothing() {
    mine.changeFirstUse(1);
    take(AT, 100, NativeBlock.DIRECT);
    mine.changeFirstUse(-1);
    mine.setTestCode(1);
    take(AT + 1_000, 10, NativeBlock.DIRECT);
    mine.setTestCode(0);
    mine.beginOwn();
    take(AT + 2_000, 10, NativeBlock.DIRECT);
    mine.endOwn();
    assertThat(scope.natives.held()).isEmpty();
    assertThat(scope.natives.firstUseBytes()).isEqualTo(100);
    assertThat(outer.natives.firstUseBytes()).isEqualTo(100);
    assertThat(mine.isCounting()).isTrue();
  }

  @Test
  void taken_asBuffersOfTheJdk_isApart() {
    NativeMemory.jdkBuffers(-1);
    NativeMemory.jdkBuffers(1);
    take(AT, 100, NativeBlock.DIRECT);
    NativeMemory.jdkBuffers(-1);
    assertThat(only().kind).isEqualTo(NativeBlock.JDK);
    assertThat(scope.natives.jdkBytes()).isEqualTo(100);
    take(AT + 1_000, 10, NativeBlock.DIRECT);
    assertThat(scope.natives.jdkBytes()).isEqualTo(100);
  }

  @Test
  void moved_replacesWhatWasThere() {
    take(AT, 100, NativeBlock.UNSAFE);
    NativeMemory.asks(300);
    NativeMemory.moves(AT);
    NativeMemory.taken(AT + 1_000, null, NativeBlock.UNSAFE);
    taken.add(AT + 1_000);
    assertThat(only().atLeast).isEqualTo(300);
    Part part = scope.natives.parts().get(0);
    assertThat(part.atLeast()).as("never both at once").isEqualTo(300);

    NativeMemory.moves(AT + 1_000);
    NativeMemory.asks(50);
    NativeMemory.taken(AT + 2_000, null, NativeBlock.UNSAFE);
    taken.add(AT + 2_000);
    assertThat(held(scope)).as("asked anew").isEqualTo(350);
  }

  @Test
  void owners_areToldOnce_byAddressOrAsTheLast() {
    Object owner = new Object();
    Object buffer = new Object();
    NativeMemory.asks(100);
    NativeMemory.taken(AT, owner, NativeBlock.DIRECT);
    taken.add(AT);
    NativeMemory.owns(AT, buffer);
    assertThat(Objects.requireNonNull(only().owner).refersTo(owner)).isTrue();
    assertThat(only().cleaned).isTrue();
    NativeMemory.freed(AT);

    take(AT, 100, NativeBlock.MAPPED);
    NativeMemory.maps(AT + 101, buffer);
    assertThat(only().owner).isNull();
    NativeMemory.maps(AT + 50, buffer);
    assertThat(Objects.requireNonNull(only().owner).refersTo(buffer)).isTrue();
    assertThat(only().cleaned).isTrue();
    NativeMemory.freed(AT);

    take(AT, 100, NativeBlock.SEGMENT);
    NativeMemory.maps(AT + 50, buffer);
    assertThat(only().owner).isNull();
    NativeMemory.owns(AT + 5_000, buffer);
    assertThat(only().owner).isNull();
    NativeMemory.owns(buffer);
    assertThat(Objects.requireNonNull(only().owner).refersTo(buffer)).isTrue();
    assertThat(only().cleaned).isFalse();
    NativeMemory.freed(AT);

    take(AT, 100, NativeBlock.UNSAFE);
    NativeMemory.owns(AT, buffer);
    assertThat(Objects.requireNonNull(only().owner).refersTo(buffer)).isTrue();
    assertThat(only().cleaned).isFalse();
  }

  @Test
  void scopesThatHaveClosed_takeNothingMore() {
    scope.closed = true;
    take(AT, 100, NativeBlock.DIRECT);
    assertThat(held(scope)).isZero();
    assertThat(held(outer)).isEqualTo(100);
  }

  @Test
  void threadsOfNoScope_workForTheOneOfAllThreads() {
    mine.leave(this);
    take(AT, 100, NativeBlock.DIRECT);
    ScopeLedger all = HookFixture.scope();
    NativeMemory.serveAllThreads(all);
    take(AT + 1_000, 10, NativeBlock.DIRECT);
    assertThat(held(all)).isEqualTo(10);
    all.closed = true;
    take(AT + 2_000, 10, NativeBlock.DIRECT);
    assertThat(held(all)).isEqualTo(10);
  }

  @Test
  void fileThatIsNotOpen_isNotHeld() {
    FileDescriptor file = new FileDescriptor();
    NativeMemory.opened(this, "name", file, null, NativeBlock.CHANNEL);
    assertThat(scope.natives.held()).isEmpty();
    NativeMemory.opened(this, "none", null, null, NativeBlock.FILE);
    NativeMemory.closed(null);
    NativeMemory.closed(new FileDescriptor());
    NativeMemory.closed(file);
    assertThat(hook.lost()).isZero();
  }

  @Test
  void standardOutput_openedByWork_isHeld() {
    NativeMemory.opened(this, "out", FileDescriptor.out, null, NativeBlock.CHANNEL);
    assertThat(only().name).isEqualTo("out");
    assertThat(only().kind).isEqualTo(NativeBlock.CHANNEL);
    assertThat(only().cleaned).isFalse();
    assertThat(Objects.requireNonNull(only().owner).refersTo(this)).isTrue();
    NativeMemory.opened(this, "twice", FileDescriptor.out, null, NativeBlock.FILE);
    assertThat(only().name).isEqualTo("out");
    NativeMemory.closed(FileDescriptor.out);
    assertThat(scope.natives.held()).isEmpty();
    NativeMemory.opened(this, null, FileDescriptor.out, this, NativeBlock.FILE);
    mine.changeFirstUse(1);
    NativeMemory.opened(this, null, FileDescriptor.out, null, NativeBlock.FILE);
    mine.changeFirstUse(-1);
    assertThat(scope.natives.held()).isEmpty();
    NativeMemory.opened(this, null, FileDescriptor.out, null, NativeBlock.FILE);
    assertThat(only().name).isEmpty();
    assertThat(only().cleaned).isTrue();
    NativeMemory.closed(FileDescriptor.out);
  }
}
