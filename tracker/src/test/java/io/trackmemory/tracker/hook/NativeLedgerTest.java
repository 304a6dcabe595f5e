package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.hook.NativeLedger.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a scope holds off the heap, now and at its highest. */
class NativeLedgerTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final NativeLedger ledger = new NativeLedger();
  private final Account taker = new Account(null, "taker", 5);
  private final Throwable stack = new Throwable();

  /* Of one line of code, as compiled told by the throwable only. */
  private NativeBlock block(int kind, long bytes, Throwable at) {
    NativeBlock block = new NativeBlock(kind, 1_000, bytes, bytes + 1, "", taker);
    block.stack = at;
    return block;
  }

  private NativeBlock add(long bytes) {
    NativeBlock block = block(NativeBlock.DIRECT, bytes, stack);
    ledger.add(block);
    return block;
  }

  private void assertHighest(Part part, long atLeast, long atMost, long... countAndBytes) {
    assertThat(part.atLeast()).isEqualTo(atLeast);
    assertThat(part.atMost()).isEqualTo(atMost);
    assertThat(part.lines().stream().flatMap(line -> List.of(line.count(), line.bytes()).stream()))
        .containsExactly(Arrays.stream(countAndBytes).boxed().toArray(Long[]::new));
  }

  /* Sizes of what the ledger keeps, in both directions alike. */
  private List<Long> linked() {
    List<Long> sizes = new ArrayList<>();
    NativeBlock.Place before = null;
    for (NativeBlock.Place at = ledger.first; at != null; at = at.next) {
      assertThat(at.previous).isSameAs(before);
      sizes.add(at.block.atLeast);
      before = at;
    }
    return sizes;
  }

  private Part last() {
    List<Part> parts = ledger.parts();
    return parts.get(parts.size() - 1);
  }

  @Test
  void highest_isWhatWasHeldAtOnce() {
    NativeBlock first = add(10);
    add(20);
    assertHighest(last(), 30, 32, 2, 30);
    first.giveBack();
    add(5);
    assertHighest(last(), 30, 32, 2, 30);
    assertThat(ledger.held()).extracting(held -> held.block().atLeast).containsExactly(5L, 20L);
    add(6);
    assertHighest(last(), 31, 34, 3, 31);
  }

  @Test
  void givenBackTwice_isTakenOffOnce() {
    NativeBlock first = add(10);
    add(20);
    first.giveBack();
    first.giveBack();
    assertThat(first.isHeld()).isFalse();
    add(1);
    add(30);
    assertHighest(last(), 51, 54, 3, 51);
  }

  @Test
  void givenBack_inAnyOrder_theOthersStay() {
    List<NativeBlock> blocks = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      blocks.add(add(i));
    }
    blocks.get(1).giveBack();
    assertThat(linked()).containsExactly(4L, 3L, 1L);
    assertThat(ledger.held()).extracting(held -> held.block().atLeast).containsExactly(4L, 3L, 1L);
    blocks.get(3).giveBack();
    blocks.get(0).giveBack();
    assertThat(linked()).containsExactly(3L);
    assertThat(ledger.held()).extracting(held -> held.block().atLeast).containsExactly(3L);
    blocks.get(2).giveBack();
    assertThat(ledger.held()).isEmpty();
    assertThat(linked()).isEmpty();
    add(9);
    assertThat(ledger.held()).hasSize(1);
  }

  @Test
  void part_beginsWithWhatIsHeld() {
    NativeBlock first = add(10);
    add(20);
    first.giveBack();
    ledger.nextPart();
    add(1);
    List<Part> parts = ledger.parts();
    assertThat(parts).hasSize(2);
    assertHighest(parts.get(0), 30, 32, 2, 30);
    assertHighest(parts.get(1), 21, 23, 2, 21);
    assertThat(ledger.held()).extracting(NativeLedger.Block::part).containsExactly(1, 0);
  }

  @Test
  void part_inWhichNothingIsTaken_isWhatWasHeld() {
    add(10).giveBack();
    add(7);
    ledger.nextPart();
    assertHighest(last(), 7, 8, 1, 7);
  }

  @Test
  void lines_areOfOneStackKindAndThread() {
    add(1);
    add(2);
    ledger.add(block(NativeBlock.MAPPED, 4, stack));
    ledger.add(block(NativeBlock.DIRECT, 8, new Throwable()));
    NativeBlock others =
        new NativeBlock(NativeBlock.DIRECT, 0, 16, 16, "", new Account(null, "other", 6));
    others.stack = stack;
    ledger.add(others);
    assertThat(last().lines())
        .extracting(line -> List.of(line.count(), line.bytes()))
        .containsExactlyInAnyOrder(
            List.of(2L, 3L), List.of(1L, 4L), List.of(1L, 8L), List.of(1L, 16L));
    assertThat(last().lines()).extracting(NativeLine.Held::threadName).contains("taker", "other");
    assertThat(last().lines()).extracting(NativeLine.Held::takerId).contains(5L, 6L);
  }

  @Test
  void manyLines_areEachFoundAgain() {
    List<Throwable> stacks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      stacks.add(new Throwable());
      ledger.add(block(NativeBlock.UNSAFE, 1, stacks.get(i)));
    }
    for (Throwable each : stacks) {
      ledger.add(block(NativeBlock.UNSAFE, 2, each));
    }
    assertThat(last().lines()).hasSize(50);
    assertThat(last().lines()).allMatch(line -> line.count() == 2 && line.bytes() == 3);
  }

  @Test
  void blocksOfALine_shareItsStack() {
    Throwable same = new Throwable();
    NativeBlock one = block(NativeBlock.DIRECT, 1, same);
    ledger.add(one);
    assertThat(one.stack).isSameAs(same);
    NativeBlock fresh = new NativeBlock(NativeBlock.DIRECT, 0, 1, 1, "", taker);
    Throwable own = fresh.stack;
    ledger.add(fresh);
    assertThat(fresh.stack).isSameAs(own);
  }

  @Test
  void buffersOfTheJdk_areApart() {
    NativeBlock buffer = block(NativeBlock.JDK, 100, stack);
    ledger.add(buffer);
    add(1);
    assertHighest(last(), 1, 2, 1, 1);
    buffer.giveBack();
    add(1);
    assertHighest(last(), 2, 4, 2, 2);
    assertThat(ledger.jdkBytes()).isEqualTo(100);
    ledger.addFirstUse(3);
    ledger.addFirstUse(4);
    assertThat(ledger.firstUseBytes()).isEqualTo(7);
  }

  @Test
  void filesAreHeld_butAreNoMemory() {
    NativeBlock file = new NativeBlock(NativeBlock.FILE, 0, 0, 0, "name", taker);
    ledger.add(file);
    assertHighest(last(), 0, 0);
    assertThat(ledger.held()).hasSize(1);
    add(10);
    assertHighest(last(), 10, 11, 1, 10);
  }

  @Test
  void asMuchAsBefore_isNoNewHighest() {
    add(10);
    NativeBlock second = add(20);
    second.giveBack();
    ledger.add(block(NativeBlock.MAPPED, 20, stack));
    assertHighest(last(), 30, 32, 2, 30);
  }

  @Test
  void blockOfSeveralLedgers_isGivenBackInEach() {
    NativeLedger outer = new NativeLedger();
    NativeBlock block = add(10);
    outer.add(block);
    assertThat(outer.held()).hasSize(1);
    block.giveBack();
    assertThat(outer.held()).isEmpty();
    assertThat(ledger.held()).isEmpty();
    assertThat(Objects.requireNonNull(block.places).linked).isFalse();
  }

  @Test
  void owner_isTheFirstTold() {
    NativeBlock block = add(10);
    Object owner = new Object();
    block.ownedBy(owner, true);
    block.ownedBy(new Object(), false);
    assertThat(Objects.requireNonNull(block.owner).refersTo(owner)).isTrue();
    assertThat(block.cleaned).isTrue();
  }

  @Test
  void contains_isFromItsAddressToItsEnd() {
    NativeBlock block = block(NativeBlock.MAPPED, 9, stack);
    assertThat(block.contains(999)).isFalse();
    assertThat(block.contains(1_000)).isTrue();
    assertThat(block.contains(1_009)).isTrue();
    assertThat(block.contains(1_010)).isFalse();
  }
}
