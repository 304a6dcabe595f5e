package io.trackmemory.tracker;

import io.trackmemory.tracker.base.OwnSpan;

/**
 * Platform threads of this JVM. Virtual threads are in no figure, nor are threads that the JVM
 * keeps to itself, such as those of its compilers and collectors.
 *
 * @param live threads that run or wait now
 * @param daemon those of them that do not keep the JVM from ending
 * @param peak most that were alive at once
 * @param started threads started so far
 */
public record ThreadCounts(int live, int daemon, int peak, long started) {

  @Override
  public String toString() {
    try (OwnSpan own = OwnSpan.begin()) {
      return live + " live (" + daemon + " daemon), peak " + peak + ", " + started + " started";
    }
  }
}
