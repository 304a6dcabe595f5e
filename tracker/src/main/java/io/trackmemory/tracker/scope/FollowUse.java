package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.gate.Gate;
import java.util.function.Supplier;

/**
 * How many open scopes follow objects, and whether compiled code is to stay able to. To begin and
 * to stop makes the JIT compiler throw away some sixty methods each, which costs more than a short
 * test. So compiled code stays able to follow while any scope is open, or as long as somebody keeps
 * it so, but not in a scope that neither follows nor has scopes inside that will: its objects are
 * to be removed where they can be.
 */
final class FollowUse {

  private final Supplier<Gate> gate;
  private int following;
  private int epochs;
  private int keepers;

  FollowUse(Supplier<Gate> gate) {
    this.gate = gate;
  }

  synchronized void opened(boolean follows, boolean within) {
    if (follows) {
      if (following++ == 0) {
        epochs++;
        gate.get().setFollowing(true);
      }
    } else if (!within) {
      releaseIfUnused();
    }
  }

  synchronized void closed(boolean follows, boolean last) {
    if (follows && --following == 0) {
      gate.get().setFollowing(false);
    }
    if (last && keepers == 0) {
      releaseIfUnused();
    }
  }

  /** How often objects began to be followed; -1 while they are. */
  synchronized int epoch() {
    return following > 0 ? -1 : epochs;
  }

  /** Keeps compiled code able to follow, until what is returned is run, once. */
  synchronized Runnable keep() {
    keepers++;
    return this::keepNoLonger;
  }

  private synchronized void keepNoLonger() {
    if (--keepers == 0) {
      releaseIfUnused();
    }
  }

  private void releaseIfUnused() {
    if (following == 0) {
      gate.get().releaseFollowing();
    }
  }
}
