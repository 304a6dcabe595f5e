package io.trackmemory.tracker.assembly;

import io.trackmemory.tracker.CannotCertifyException;
import io.trackmemory.tracker.agent.Agent;
import io.trackmemory.tracker.agent.Attachment;
import io.trackmemory.tracker.agent.KeptFolder;
import io.trackmemory.tracker.base.OwnSpan;
import io.trackmemory.tracker.jvm.JvmCounter;
import io.trackmemory.tracker.question.PeakConnection;
import io.trackmemory.tracker.scope.Engine;
import io.trackmemory.tracker.scope.RecordedScope;
import io.trackmemory.tracker.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one engine of this JVM, or why there is none. Any thread may call it. */
final class Installation {

  private static final List<String> NOT_THE_USERS =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "io.trackmemory.tracker.",
          "io.trackmemory.dsl.",
          "org.assertj.",
          "org.junit.");

  private static volatile @Nullable Engine engine;
  private static volatile @Nullable String failure;

  private Installation() {}

  static Optional<String> failure(Supplier<Settings> settings) {
    if (engine == null && failure == null) {
      install(settings.get());
    }
    return Optional.ofNullable(failure);
  }

  private static synchronized void install(Settings settings) {
    if (engine != null || failure != null) {
      return;
    }
    try {
      JvmCounter counter = JvmCounter.ofThisJvm();
      KeptFolder kept =
          new KeptFolder(settings.get(Settings.CACHE_DIR), settings.isSet(Settings.CACHE_DIR));
      Agent installed = Attachment.attach(counter, settings.get(Settings.EXCLUDE), kept);
      OwnSpan.markedBy(installed.gate()::ownWork);
      PeakConnection.connect(installed.gate(), installed.sites(), installed.sizes());
      engine = new Engine(installed, counter);
    } catch (IllegalStateException | LinkageError e) {
      failure = String.valueOf(e.getMessage());
    }
  }

  /** Whether classes are rewritten by now; never installs. */
  static boolean isDone() {
    return engine != null;
  }

  static Engine engine() {
    failure(Settings::ofSystemProperties)
        .ifPresent(
            cause -> {
              throw new CannotCertifyException("memory", cause);
            });
    Engine installed = engine;
    if (installed == null) {
      throw new IllegalStateException("agent not installed");
    }
    return installed;
  }

  /** Innermost scope of this thread; never installs. */
  static @Nullable RecordedScope currentScope() {
    Engine installed = engine;
    return installed == null ? null : installed.current();
  }

  /** Whether a class, by binary name, is the user's own code; by its package without an agent. */
  static boolean isUserClass(String className) {
    Engine installed = engine;
    return installed == null
        ? NOT_THE_USERS.stream().noneMatch(className::startsWith)
        : installed.isUserClass(className);
  }
}
