package io.trackmemory.examples;

import java.util.ArrayList;
import java.util.List;

/** Collects the lines of the request that a thread works on. */
final class RequestLog {

  private static final ThreadLocal<List<String>> LINES = ThreadLocal.withInitial(ArrayList::new);

  private RequestLog() {}

  /** Leaves its lines on the thread, which a pool keeps. */
  static void handle(int request) {
    LINES.get().add("request " + request + " began");
    LINES.get().add("request " + request + " ended");
  }

  /** Takes its lines off the thread. */
  static void handleAndForget(int request) {
    try {
      handle(request);
    } finally {
      LINES.remove();
    }
  }
}
