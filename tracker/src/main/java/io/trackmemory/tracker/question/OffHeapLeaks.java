package io.trackmemory.tracker.question;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.gate.OffHeapKind;
import io.trackmemory.tracker.gate.OffHeapView.Block;
import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.holder.Made;
import io.trackmemory.tracker.holder.ReferenceChain;
import io.trackmemory.tracker.recorded.Moment;
import io.trackmemory.tracker.recorded.Recorded;
import io.trackmemory.tracker.spi.Settings;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells what of the memory that a scope took off the heap nobody gives back. If all was given back,
 * nothing is collected. Else whatever still goes with its owner is collected first; then the heap
 * is searched for who holds the owners that are left.
 */
public record OffHeapLeaks(Recorded recorded, Moment from, Moment to) {

  static final String CLEANED = "given back by a Cleaner once it was collected, not by the code";

  private static final String JDK = "buffers that the JDK keeps for thread \"";
  private static final String BY_ADDRESS = "no object, only its address tells where it is";
  private static final String GONE = "nobody: its owner is gone, and no Cleaner gives it back";
  private static final String ONLY = ", and no Cleaner gives it back";

  private static final Duration ROUND = Duration.ofMillis(50);
  private static final Duration PAUSE = Duration.ofMillis(1);

  public LeakResult search() {
    Optional<String> failures = recorded.doubts().onMemoryOffHeap();
    if (failures.isPresent()) {
      return LeakResult.uncertified(failures.get());
    }
    Duration settle = recorded.setting(Settings.LEAKS_SETTLE);
    recorded.handedOver().await();
    List<Block> atFirst = held();
    if (atFirst.isEmpty()) {
      return LeakResult.NONE;
    }
    if (!FullCollection.run()) {
      return LeakResult.uncertified(FullCollection.IMPOSSIBLE);
    }
    awaitCleaners(System.nanoTime() + settle.toNanos());
    List<Block> left = held();
    Judged judged = new Judged();
    addCleaned(judged, atFirst, left);
    return explain(judged, left);
  }

  /* What its own thread cleans up is gone a moment after the collection; what that made unreachable
   * takes another one. */
  private void awaitCleaners(long deadline) {
    boolean collectAgain = true;
    while (true) {
      awaitCleaning(Math.min(System.nanoTime() + ROUND.toNanos(), deadline));
      boolean late = isCleaning() && isBefore(deadline);
      if (!late && (!collectAgain || held().isEmpty())) {
        return;
      }
      FullCollection.run();
      collectAgain = false;
    }
  }

  private void awaitCleaning(long end) {
    while (isCleaning() && isBefore(end)) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /* Nobody waits once interrupted. */
  private static boolean isBefore(long end) {
    return System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted();
  }

  private boolean isCleaning() {
    return held().stream()
        .anyMatch(
            block -> block.cleaned() && (block.owner() == null || block.owner().refersTo(null)));
  }

  private List<Block> held() {
    return recorded.gate().heldOffHeap(recorded.ledger()).stream()
        .filter(block -> block.part() > from.phase() && block.part() <= to.phase())
        .toList();
  }

  private static void addCleaned(Judged judged, List<Block> atFirst, List<Block> left) {
    List<Object> handles = left.stream().map(Block::handle).toList();
    atFirst.stream()
        .filter(block -> block.cleaned() && !handles.contains(block.handle()))
        .forEach(block -> judged.setApart(CLEANED, block));
  }

  /* Everything that was held, sorted. */
  private static final class Judged {
    final Map<String, List<Block>> apart = new LinkedHashMap<>();
    final Map<String, List<Block>> unheld = new LinkedHashMap<>();

    void setApart(String reason, Block block) {
      apart.computeIfAbsent(reason, key -> new ArrayList<>()).add(block);
    }

    void leaked(String holder, Block block) {
      unheld.computeIfAbsent(holder, key -> new ArrayList<>()).add(block);
    }
  }

  private LeakResult explain(Judged judged, List<Block> left) {
    List<Block> owned = new ArrayList<>();
    for (Block block : left) {
      WeakReference<Object> owner = block.owner();
      if (block.line().kind() == OffHeapKind.JDK) {
        judged.setApart(JDK + ClassNames.withoutNumbers(block.line().threadName()) + "\"", block);
      } else if (owner == null) {
        judged.leaked(BY_ADDRESS, block);
      } else if (owner.refersTo(null)) {
        judged.leaked(GONE, block);
      } else {
        owned.add(block);
      }
    }
    LeakFindings found = LeakSearch.search(query(owned));
    if (found.uncertified().isPresent()) {
      return LeakResult.uncertified(found.uncertified().get());
    }
    found.setApart().forEach(set -> judge(judged, set, owned));
    return new LeakResult(
        leaks(judged, found, owned), apart(judged), Optional.empty(), Optional.empty());
  }

  private LeakQuery query(List<Block> owned) {
    List<WeakReference<Object>> owners =
        owned.stream().map(Block::owner).filter(Objects::nonNull).toList();
    return recorded.query(owners, Collections.nCopies(owners.size(), Made.FOR_USER));
  }

  /* What lets go of its owner gives back what a cleaner watches, and nothing else. */
  private static void judge(Judged judged, LeakFindings.Apart set, List<Block> owned) {
    for (int index : set.survivors()) {
      Block block = owned.get(index);
      if (block.cleaned() || !LeakSearch.isEndOfOwner(set.reason())) {
        judged.setApart(set.reason(), block);
      } else {
        judged.leaked(set.reason() + ONLY, block);
      }
    }
  }

  private List<Leak> leaks(Judged judged, LeakFindings found, List<Block> owned) {
    List<Leak> leaks = new ArrayList<>();
    judged.unheld.forEach((holder, blocks) -> leaks.add(leak(holder, ReferenceChain.NONE, blocks)));
    for (LeakFindings.Finding finding : found.findings()) {
      leaks.add(
          leak(
              finding.signature(),
              finding.chain(),
              finding.survivors().stream().map(owned::get).toList()));
    }
    leaks.sort(
        Comparator.comparingLong(Leak::shallowBytes)
            .thenComparingLong(Leak::objectCount)
            .reversed()
            .thenComparing(Leak::signature));
    return leaks;
  }

  private Leak leak(String holder, ReferenceChain chain, List<Block> blocks) {
    OffHeapRows rows = new OffHeapRows(recorded);
    blocks.forEach(block -> rows.add(block.line(), block.name()));
    List<SiteStatistics> objects = rows.toList();
    long bytes = objects.stream().mapToLong(SiteStatistics::bytes).sum();
    return chain.leak(
        Leak.Keeper.USER, holder, objects, OptionalLong.of(bytes), List.of(), Map.of());
  }

  private static List<LeakResult.SetApart> apart(Judged judged) {
    List<LeakResult.SetApart> apart = new ArrayList<>();
    judged.apart.forEach(
        (reason, blocks) ->
            apart.add(
                new LeakResult.SetApart(
                    reason,
                    blocks.size(),
                    blocks.stream().mapToLong(block -> block.line().bytes()).sum())));
    return apart;
  }
}
