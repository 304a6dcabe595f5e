package io.trackmemory.extension;

import io.trackmemory.tracker.CannotCertifyException;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.OwnWork;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * The extension behind the annotations, each of which registers it; by itself it tracks nothing but
 * where {@code trackmemory.auto} is {@code true}. Named only where JUnit finds extensions by
 * themselves.
 *
 * <p>Whatever it does itself is its own work and in no count, and ends before the user's code runs.
 */
public final class TrackMemoryExtension
    implements ExecutionCondition,
        BeforeAllCallback,
        BeforeEachCallback,
        BeforeTestExecutionCallback,
        AfterTestExecutionCallback,
        TestInstancePreConstructCallback,
        InvocationInterceptor,
        ParameterResolver {

  private static final ConditionEvaluationResult ENABLED =
      ConditionEvaluationResult.enabled("tracking memory disables nothing");

  /** For JUnit. */
  public TrackMemoryExtension() {}

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /**
   * Disables nothing. What is stored first is closed last: this comes before any callback of an
   * extension that is registered earlier, and whose clean-up would else come after the verdict.
   */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Trackings.openEarly(context);
    return ENABLED;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    tracking(context).begins();
  }

  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    tracking(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    tracking(context).begins();
  }

  /**
   * Arms the body here and not as it is intercepted: an extension that is registered before this
   * one may skip JUnit's invocation, and with it our interceptor, and run the body itself.
   */
  @Override
  public void beforeTestExecution(ExtensionContext context) {
    tracking(context).beforeBody(context.getRequiredTestMethod());
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    tracking(context).afterBody();
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    return tracking(context).run(new ErrorsOnPurpose<>(invocation));
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    tracking(context).run(new ErrorsOnPurpose<>(invocation));
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    tracking(context).run(new ErrorsOnPurpose<>(invocation));
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    tracking(context).runBody(new ErrorsOnPurpose<>(invocation), method.getExecutable());
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    tracking(context).runBody(new ErrorsOnPurpose<>(invocation), method.getExecutable());
  }

  @Override
  public <T extends @Nullable Object> T interceptTestFactoryMethod(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    return tracking(context).run(new ErrorsOnPurpose<>(invocation));
  }

  @Override
  public void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext dynamic, ExtensionContext context)
      throws Throwable {
    tracking(context).runDynamic(new ErrorsOnPurpose<>(invocation), dynamic.getExecutable());
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    tracking(context).run(new ErrorsOnPurpose<>(invocation));
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    tracking(context).run(new ErrorsOnPurpose<>(invocation));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    try (OwnWork own = OwnWork.begin()) {
      return parameter.getParameter().getType() == MemoryScope.class;
    }
  }

  @Override
  public MemoryScope resolveParameter(ParameterContext parameter, ExtensionContext context) {
    try {
      return tracking(context).scope();
    } catch (CannotCertifyException e) {
      throw new ParameterResolutionException(String.valueOf(e.getMessage()), e);
    }
  }

  private static TestTracking tracking(ExtensionContext context) {
    return Trackings.of(context);
  }
}
