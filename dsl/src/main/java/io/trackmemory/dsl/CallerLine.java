package io.trackmemory.dsl;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The line that began an assertion. Looking for it costs a few microseconds. */
final class CallerLine {

  private static final Set<String> DOORS =
      Set.of(MemoryAssertions.class.getName(), SoftMemoryAssertions.class.getName());

  private static final String OURS = MemoryAssertions.class.getPackageName() + ".";

  /* Frameworks, and what they call by. */
  private static final List<String> CALL_TESTS =
      List.of("org.junit.", "org.testng.", "jdk.internal.reflect.", "java.lang.reflect.");

  private static final List<String> PASS_THROUGH =
      List.of("org.assertj.", "java.", "jdk.internal.");

  private CallerLine() {}

  /** The line, as messages print it, that called the door innermost on this thread's stack. */
  static String text() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .dropWhile(frame -> !DOORS.contains(frame.getClassName()))
                    .dropWhile(frame -> DOORS.contains(frame.getClassName()))
                    .findFirst())
        .map(CallerLine::text)
        .orElse("an unknown line");
  }

  /** The line that called the check which this thread makes; empty where none is known. */
  static Optional<AllocationSite> ofCheck() {
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(frame -> !isPassedThrough(frame.getClassName())).findFirst())
        .map(CallerLine::line);
  }

  /**
   * The class whose line called the check which this thread makes; where there is none, one that
   * has no place on a disk.
   */
  static Class<?> callingClass() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .<Class<?>>map(StackFrame::getDeclaringClass)
                    .filter(type -> !isPassedThrough(type.getName()))
                    .findFirst())
        .orElse(Object.class);
  }

  /* Soft assertions are called by way of proxies. */
  private static boolean isPassedThrough(String className) {
    return className.startsWith(OURS)
        || className.contains("$ByteBuddy$")
        || PASS_THROUGH.stream().anyMatch(className::startsWith);
  }

  private static String text(StackFrame frame) {
    return line(frame).toString();
  }

  private static AllocationSite line(StackFrame frame) {
    return new AllocationSite(
        frame.getClassName(),
        enclosingMethod(frame.getMethodName()),
        String.valueOf(frame.getFileName()),
        frame.getLineNumber(),
        Origin.USER);
  }

  /**
   * Name of the class whose test, or whose program, this thread runs: the outermost one, below what
   * calls tests.
   */
  static String testClass() {
    return outermost()
        .map(frame -> frame.getClassName().replaceFirst("\\$\\d.*", ""))
        .orElse("an unknown class");
  }

  private static Optional<StackFrame> outermost() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .dropWhile(frame -> frame.getClassName().startsWith(OURS))
                    .takeWhile(
                        frame -> CALL_TESTS.stream().noneMatch(frame.getClassName()::startsWith))
                    .filter(frame -> !frame.getClassName().startsWith("java."))
                    .reduce((inner, outer) -> outer));
  }

  /**
   * The line that called the check which this thread makes, and where that is another one the
   * method of the test that led there; {@code an annotation} where nobody wrote a line.
   */
  static String whoChecks() {
    Optional<AllocationSite> line =
        ofCheck().filter(site -> !site.className().startsWith("io.trackmemory.extension."));
    if (line.isEmpty()) {
      return "an annotation";
    }
    Optional<String> test =
        outermost()
            .map(CallerLine::line)
            .filter(
                outer ->
                    !outer.className().equals(line.get().className())
                        || !outer.methodName().equals(line.get().methodName()))
            .map(outer -> " called by " + outer.toString().replaceFirst("\\(.*", ""));
    return line.get() + test.orElse("");
  }

  /** The method that a lambda is written in: {@code lambda$matches$0} is {@code matches}. */
  static String enclosingMethod(String name) {
    int end = name.lastIndexOf('$');
    int begin = "lambda$".length();
    return name.startsWith("lambda$") && end > begin ? name.substring(begin, end) : name;
  }
}
