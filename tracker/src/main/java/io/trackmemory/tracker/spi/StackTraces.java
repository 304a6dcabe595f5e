package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.base.OwnClasses;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Stack traces of failures as a user wants to see them. Needs no agent; any thread may call it. */
public final class StackTraces {

  private StackTraces() {}

  /** Takes TrackMemory's own frames out of a failure's stack trace. */
  public static <T extends Throwable> T withoutOwn(T failure) {
    failure.setStackTrace(users(failure).toArray(StackTraceElement[]::new));
    return failure;
  }

  /** The same, with the first line of a method on top: of a failure that no line of it threw. */
  public static <T extends Throwable> T at(Method method, T failure) {
    StackTraceElement top = Tracking.DOOR.frame(method);
    failure.setStackTrace(
        Stream.concat(Stream.of(top), users(failure).dropWhile(top::equals))
            .toArray(StackTraceElement[]::new));
    return failure;
  }

  private static Stream<StackTraceElement> users(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> !OwnClasses.contains(frame.getClassName()));
  }

  /**
   * The nearest method that is running and is not TrackMemory's, if the JVM has lost its lines, as
   * its class was rewritten meanwhile.
   */
  public static Optional<String> callerWithoutLine() {
    return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames.filter(frame -> !OwnClasses.contains(frame.getClassName())).findFirst())
        .filter(StackTraces::lacksLine)
        .map(frame -> frame.getDeclaringClass().getSimpleName() + "." + frame.getMethodName());
  }

  private static boolean lacksLine(StackFrame frame) {
    StackTraceElement shown = frame.toStackTraceElement();
    return shown.getFileName() == null
        && shown.getLineNumber() < 0
        && !shown.isNativeMethod()
        && Tracking.DOOR.hasLines(frame.getDeclaringClass(), frame.getMethodName());
  }
}
