package io.trackmemory.tracker.hook;

import io.trackmemory.tracker.hook.NativeBlock.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the work of one scope holds off the heap, now and at its highest, in each part between two
 * checkpoints.
 *
 * <p>Any thread may call it, in own work; each call takes the ledger's lock for some instructions.
 * To take and to give back are counted one by one, so that what is held is exact, and so is its
 * highest; both as bounds where the size of a block is not known exactly.
 */
public final class NativeLedger {

  @Nullable Place first;
  private final Map<NativeLine, NativeLine> lines = new HashMap<>();

  private int part;
  private final List<Part> ended = new ArrayList<>(0);

  private long atLeast;
  private long atMost;
  private long highestAtLeast;
  private long highestAtMost;
  /* Number of the moment at which most was held so far. */
  private long moment;
  private long jdkBytes;
  private long firstUseBytes;

  NativeLedger() {}

  /**
   * The most that was held at once in one part.
   *
   * @param lines what was held then
   */
  public record Part(long atLeast, long atMost, List<NativeLine.Held> lines) {}

  /** A block that is held, and the part in which it was taken. */
  public record Block(NativeBlock block, int part) {}

  /* What makes objects comes first: from then on nothing can fail halfway. */
  synchronized void add(NativeBlock block) {
    Place place = new Place(this, block, lineOf(block), part, block.places);
    place.next = first;
    if (first != null) {
      first.previous = place;
    }
    first = place;
    place.linked = true;
    block.places = place;
    block.stack = place.line.stack; // its own may go
    if (block.kind == NativeBlock.JDK) {
      jdkBytes += block.atLeast;
      return;
    }
    place.line.change(moment, 1, block.atLeast);
    atLeast += block.atLeast;
    atMost += block.atMost;
    highestAtLeast = Math.max(highestAtLeast, atLeast);
    if (atMost > highestAtMost) {
      highestAtMost = atMost;
      moment++;
    }
  }

  synchronized void remove(Place place) {
    if (!place.linked) {
      return;
    }
    place.linked = false;
    unlink(place);
    if (place.block.kind != NativeBlock.JDK) {
      place.line.change(moment, -1, -place.block.atLeast);
      atLeast -= place.block.atLeast;
      atMost -= place.block.atMost;
    }
  }

  private void unlink(Place place) {
    Place before = place.previous;
    Place after = place.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after != null) {
      after.previous = before;
    }
  }

  private NativeLine lineOf(NativeBlock block) {
    NativeLine made = new NativeLine(block);
    NativeLine known = lines.putIfAbsent(made, made);
    return known == null ? made : known;
  }

  synchronized void addFirstUse(long bytes) {
    firstUseBytes += bytes;
  }

  /** A checkpoint: the next part begins with what is held now. */
  synchronized void nextPart() {
    ended.add(current());
    part++;
    highestAtLeast = atLeast;
    highestAtMost = atMost;
    moment++;
  }

  private Part current() {
    List<NativeLine.Held> held = new ArrayList<>();
    for (NativeLine line : lines.values()) {
      NativeLine.Held at = line.at(moment);
      if (at.count() > 0 && at.kind() < NativeBlock.FILE) {
        held.add(at);
      }
    }
    return new Part(highestAtLeast, highestAtMost, held);
  }

  /** The parts so far, the one that goes on last. */
  public synchronized List<Part> parts() {
    List<Part> parts = new ArrayList<>(ended);
    parts.add(current());
    return parts;
  }

  /** What is held now. */
  public synchronized List<Block> held() {
    List<Block> held = new ArrayList<>();
    for (Place place = first; place != null; place = place.next) {
      if (place.block.isHeld()) {
        held.add(new Block(place.block, place.part));
      }
    }
    return held;
  }

  /** Bytes that first use took, given back or not. */
  public synchronized long firstUseBytes() {
    return firstUseBytes;
  }

  /** Bytes that the JDK took for buffers that it keeps for itself, given back or not. */
  public synchronized long jdkBytes() {
    return jdkBytes;
  }
}
