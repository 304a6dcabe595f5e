package io.trackmemory.examples;

import java.util.ArrayList;
import java.util.List;

/** Collects the lines of the request that a thread works on. */
final class RequestLog {

  private static final ThreadLocal<List<String>> LINES = ThreadLocal.withInitial(ArrayList::new);

  private RequestLog() {}

  /** Leaves its lines on the thread, which a pool keeps. */
  static int handle(int requests) {
    for (int i = 0; i < requests; i++) {
      LINES.get().add("request " + i);
    }
    return LINES.get().size();
  }

  /** Takes its lines off the thread. */
  static int handleAndForget(int requests) {
    try {
      return handle(requests);
    } finally {
      LINES.remove();
    }
  }
}
