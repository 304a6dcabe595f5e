package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;
import java.util.Optional;

/**
 * Takes what threads of a name allocate.
 *
 * @param name name of the thread
 */
record OnThread(String name) implements SiteFilter {

  /* The threads whose counts were added together when they had ended. */
  private static final String ENDED = "(ended threads)";

  @Override
  public String call() {
    return "onThread(\"" + name + "\")";
  }

  @Override
  public String phrase() {
    return "on thread " + name;
  }

  @Override
  public Optional<String> notInjected() {
    String here = Thread.currentThread().getName();
    return here.equals(name)
        ? Optional.empty()
        : Optional.of("what is injected is made by thread " + here + ", not by " + name);
  }

  @Override
  public Optional<String> unknownName(Evidence evidence) {
    return Slips.thread(name, evidence);
  }

  @Override
  public String doubt() {
    return "more than 256 threads worked and have ended, of which it is not known which made what;"
        + " ask in a scope with fewer threads";
  }

  @Override
  public Match match(SiteStatistics row, Evidence evidence) {
    if (row.threadName().equals(ENDED)) {
      return Match.UNKNOWN;
    }
    return Match.allIf(row.threadName().equals(name));
  }
}
