package io.trackmemory.tracker.spi;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Warnings of {@link ForeignCode}, each once for a test class and thread. Any thread may call it.
 */
final class ForeignWarnings {

  private static final Set<Of> TOLD = ConcurrentHashMap.newKeySet();

  private ForeignWarnings() {}

  /* The name too: it tells pools' threads apart that come and go. */
  private record Of(String testClass, long threadId, String threadName) {}

  static void tell(String testClass, ForeignCode code, String text) {
    if (TOLD.add(new Of(testClass, code.threadId(), code.threadName()))) {
      System.err.println("TrackMemory: " + testClass + ": " + text);
    }
  }
}
