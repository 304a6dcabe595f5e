package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;

/**
 * Takes what threads of a name allocate.
 *
 * @param name name of the thread
 */
record OnThread(String name) implements SiteFilter {

  @Override
  public String call() {
    return "onThread(\"" + name + "\")";
  }

  @Override
  public String phrase() {
    return "on thread " + name;
  }

  @Override
  public Match match(SiteStatistics row, Evidence evidence) {
    return Match.allIf(row.threadName().equals(name));
  }
}
