package io.trackmemory.examples;

import java.util.List;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;

/**
 * How one test of the showcase ended.
 *
 * @param name class and method, or what JUnit calls it
 * @param saying what the message of its failure must contain, in order; empty if it must pass
 * @param failure message of its failure; empty if it passed
 */
record ShownTest(String name, List<String> saying, Optional<String> failure) {

  static ShownTest of(TestIdentifier identifier, TestExecutionResult result) {
    Optional<MethodSource> method =
        identifier.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast);
    return new ShownTest(
        method
            .map(source -> simpleName(source.getClassName()) + "." + source.getMethodName())
            .orElse(identifier.getDisplayName()),
        method.map(ShownTest::saying).orElse(List.of()),
        result
            .getThrowable()
            .map(thrown -> Optional.ofNullable(thrown.getMessage()).orElse(thrown.toString())));
  }

  private static List<String> saying(MethodSource source) {
    return AnnotationSupport.findAnnotation(source.getJavaMethod(), FailsOnPurpose.class)
        .map(annotation -> List.of(annotation.saying()))
        .orElse(List.of());
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  boolean failsOnPurpose() {
    return !saying.isEmpty();
  }

  /** Whether it passed and should, or failed with the message that it should fail with. */
  boolean endedAsMeant() {
    return failure.map(this::saysAll).orElse(!failsOnPurpose());
  }

  private boolean saysAll(String message) {
    int from = 0;
    for (String part : saying) {
      int at = message.indexOf(part, from);
      if (at < 0) {
        return false;
      }
      from = at + part.length();
    }
    return failsOnPurpose();
  }
}
