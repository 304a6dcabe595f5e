package io.trackmemory.extension;

import io.trackmemory.report.TestId;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Names tests for reports: the same in every run, and different for any two tests of a run. */
final class TestIds {

  /** An invocation of a template, or a dynamic test, within a unique id. */
  private static final Pattern NUMBERED = Pattern.compile(":#(\\d+)\\]");

  private TestIds() {}

  static TestId of(ExtensionContext context) {
    Class<?> testClass = Contexts.testClass(context);
    String method =
        Contexts.testMethod(context)
            .map(found -> methodName(testClass, found))
            .orElseGet(() -> className(testClass));
    return new TestId(testClass.getName(), method, invocation(context.getUniqueId()));
  }

  /** A class as a whole: a keyword of Java, which a test in another language may be named. */
  static String className(Class<?> testClass) {
    boolean taken =
        !ReflectionSupport.findMethods(
                testClass,
                method -> method.getName().equals("class"),
                HierarchyTraversalMode.TOP_DOWN)
            .isEmpty();
    return taken ? "(class)" : "class";
  }

  /** {@code [1]} for each number in a unique id, from the outside in; empty without one. */
  static String invocation(String uniqueId) {
    Matcher matcher = NUMBERED.matcher(uniqueId);
    StringBuilder numbers = new StringBuilder();
    while (matcher.find()) {
      numbers.append('[').append(matcher.group(1)).append(']');
    }
    return numbers.toString();
  }

  /** The simple name; with its parameter types where another test has the same name. */
  static String methodName(Class<?> testClass, Method method) {
    boolean overloaded =
        ReflectionSupport.findMethods(
                    testClass,
                    other -> other.getName().equals(method.getName()) && isTest(other),
                    HierarchyTraversalMode.TOP_DOWN)
                .size()
            > 1;
    return overloaded ? method.getName() + parameters(method) : method.getName();
  }

  private static boolean isTest(Method method) {
    return !method.isSynthetic()
        && AnnotationSupport.isAnnotated(
            method, org.junit.platform.commons.annotation.Testable.class);
  }

  private static String parameters(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Type::getTypeName)
        .collect(Collectors.joining(",", "(", ")"));
  }
}
