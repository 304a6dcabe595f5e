package io.trackmemory.tracker.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Where the JVM hands over its instrumentation: {@code -javaagent:} or a later attachment. */
public final class AgentEntry {

  private static volatile @Nullable Instrumentation instrumentation;

  private AgentEntry() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(@Nullable String arguments, Instrumentation given) {
    instrumentation = given;
  }

  /** Called by the JVM when attached to. */
  public static void agentmain(@Nullable String arguments, Instrumentation given) {
    instrumentation = given;
  }

  static @Nullable Instrumentation instrumentation() {
    return instrumentation;
  }
}
