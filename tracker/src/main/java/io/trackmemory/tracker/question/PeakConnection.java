package io.trackmemory.tracker.question;

import io.trackmemory.tracker.gate.Gate;
import io.trackmemory.tracker.gate.OpenConstructions;
import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.recorded.PeakDecisions;
import io.trackmemory.tracker.site.ObjectSizes;
import io.trackmemory.tracker.site.Site;
import io.trackmemory.tracker.site.SiteTable;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Gives the recorder what it asks for where live bytes have a limit. */
public final class PeakConnection {

  private PeakConnection() {}

  /** Connects a gate, once. */
  public static void connect(Gate gate, SiteTable sites, ObjectSizes sizes) {
    gate.connectPeaks(
        site -> objectBytes(sites.get(site), sizes),
        PeakConnection::collect,
        new OpenConstructions(sites)::marks,
        PeakConnection::decide);
  }

  private static int objectBytes(Site site, ObjectSizes sizes) {
    try {
      return site.objectBytes(sizes);
    } catch (ClassNotFoundException | LinkageError e) {
      return -1;
    }
  }

  private static boolean collect() {
    PeakDecisions.begin();
    try {
      return FullCollection.run();
    } finally {
      PeakDecisions.end();
    }
  }

  private static Object decide(List<WeakReference<?>> survivors) {
    PeakDecisions.begin();
    try {
      return notStronglyHeld(survivors);
    } finally {
      PeakDecisions.end();
    }
  }

  /** Those whose referent is not strongly reachable, or why that cannot be told. */
  static Object notStronglyHeld(List<WeakReference<?>> survivors) {
    LeakFindings found = LeakSearch.search(LeakQuery.ofUnknownMakers(survivors, name -> false));
    if (found.uncertified().isPresent()) {
      return "what only soft references hold could not be told from what is in use: "
          + found.uncertified().get();
    }
    List<WeakReference<?>> others = new ArrayList<>();
    for (LeakFindings.Apart apart : found.setApart()) {
      if (LeakFindings.NOT_STRONGLY_HELD.contains(apart.reason())) {
        apart.survivors().forEach(index -> others.add(survivors.get(index)));
      }
    }
    return others;
  }
}
