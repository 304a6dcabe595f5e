package io.trackmemory.report;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Call stacks as a tree from the user's code down to the type. A frame has what its children have
 * together; only types have anything of their own. For one thread.
 */
final class FlameTree {

  /* Of a deeper recursion the middle is left out, as both its ends tell more. */
  private static final int OUTER = 32;
  private static final int INNER = 16;

  private final FlameFrame frame;
  private final Map<FlameFrame, FlameTree> children = new LinkedHashMap<>();
  private long bytes;
  private long objects;
  private long liveBytes;

  private FlameTree(FlameFrame frame) {
    this.frame = frame;
  }

  /**
   * The tree.
   *
   * @param ownOnly whether frames of libraries and the JDK are left out: what they make is the
   *     user's frame's that called them
   */
  static FlameTree of(CallStacks stacks, boolean ownOnly) {
    FlameTree root = new FlameTree(FlameFrame.ALL);
    for (CallStacks.Row row : stacks.rows()) {
      root.add(calls(row.lines(), ownOnly), row);
    }
    return root;
  }

  private void add(List<FlameFrame> calls, CallStacks.Row row) {
    FlameTree at = this;
    at.add(row);
    for (FlameFrame call : calls) {
      at = at.child(call);
      at.add(row);
    }
    at.child(FlameFrame.type(row.type())).add(row);
  }

  private FlameTree child(FlameFrame of) {
    return children.computeIfAbsent(of, FlameTree::new);
  }

  private void add(CallStacks.Row row) {
    bytes += row.bytes();
    objects += row.count();
    liveBytes += row.liveBytes().orElse(0);
  }

  /* Outermost first. */
  private static List<FlameFrame> calls(List<AllocationSite> lines, boolean ownOnly) {
    List<FlameFrame> shown = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      AllocationSite line = lines.get(i);
      if (!ownOnly || line.origin() == Origin.USER) {
        shown.add(FlameFrame.call(line, i == 0));
      }
    }
    Collections.reverse(shown);
    if (shown.size() > OUTER + INNER) {
      shown.subList(OUTER, shown.size() - INNER).clear();
      shown.add(OUTER, FlameFrame.SKIPPED);
    }
    return shown;
  }

  FlameFrame frame() {
    return frame;
  }

  /** What came through it. */
  long amount(FlameUnit unit) {
    return switch (unit) {
      case BYTES -> bytes;
      case OBJECTS -> objects;
      case LIVE -> liveBytes;
    };
  }

  Collection<FlameTree> children() {
    return children.values();
  }
}
