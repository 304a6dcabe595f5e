package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** Other extensions that run the methods of a test themselves, or keep them from running. */
public final class Runners {

  private Runners() {}

  static @Nullable Object invoke(Method method, @Nullable Object target, List<Object> arguments)
      throws Throwable {
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments.toArray());
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /** Runs a test method that takes nothing. */
  static void run(ReflectiveInvocationContext<Method> method) throws Throwable {
    invoke(method.getExecutable(), method.getTarget().orElseThrow(), List.of());
  }

  /** Keeps a body from running. */
  static final class Skipper implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context) {
      invocation.skip();
    }
  }

  /** Runs every method of a test itself, as the subclass says. */
  abstract static class Runner implements InvocationInterceptor {

    abstract void call(ReflectiveInvocationContext<Method> method) throws Throwable;

    private void skip(Invocation<?> invocation, ReflectiveInvocationContext<Method> method)
        throws Throwable {
      invocation.skip();
      call(method);
    }

    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      skip(invocation, method);
    }

    @Override
    public void interceptTestTemplateMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      skip(invocation, method);
    }

    @Override
    public void interceptBeforeEachMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      skip(invocation, method);
    }

    @Override
    public void interceptAfterEachMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      skip(invocation, method);
    }

    @Override
    public void interceptBeforeAllMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      skip(invocation, method);
    }

    @Override
    public void interceptAfterAllMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      skip(invocation, method);
    }
  }

  static class OnSameInstance extends Runner {
    @Override
    void call(ReflectiveInvocationContext<Method> method) throws Throwable {
      invoke(method.getExecutable(), method.getTarget().orElse(null), method.getArguments());
    }
  }

  static final class OnAnotherInstance extends Runner {

    static Object instanceOf(Class<?> type) throws ReflectiveOperationException {
      if (type.getDeclaringClass() != null && !Modifier.isStatic(type.getModifiers())) {
        Object outer = instanceOf(type.getDeclaringClass());
        Constructor<?> inner = type.getDeclaredConstructor(outer.getClass());
        inner.setAccessible(true);
        return inner.newInstance(outer);
      }
      return ReflectionSupport.newInstance(type);
    }

    @Override
    void call(ReflectiveInvocationContext<Method> method) throws Throwable {
      invoke(method.getExecutable(), instanceOf(method.getTargetClass()), method.getArguments());
    }
  }

  /** As Quarkus does it: of a copy of the test class that another loader has defined. */
  static final class InAnotherLoader extends Runner {

    private static final class Copies extends ClassLoader {

      Copies() {
        super(Runners.class.getClassLoader());
      }

      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.contains("BodyByOthersTest") && !name.contains("BodyTestCases")) {
          return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
          Class<?> known = findLoadedClass(name);
          return known == null ? define(name) : known;
        }
      }

      private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file =
            Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
          byte[] bytes = file.readAllBytes();
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }

    private static final ClassLoader COPIES = new Copies();

    @Override
    void call(ReflectiveInvocationContext<Method> method) throws Throwable {
      Class<?> copy = Class.forName(method.getTargetClass().getName(), true, COPIES);
      assertThat(copy).isNotSameAs(method.getTargetClass());
      Method executable = method.getExecutable();
      Class<?> declaring = Class.forName(executable.getDeclaringClass().getName(), true, COPIES);
      invoke(
          declaring.getDeclaredMethod(executable.getName(), executable.getParameterTypes()),
          OnAnotherInstance.instanceOf(copy),
          method.getArguments());
    }
  }

  /** On a thread that was there before any scope, and gets its work in a way that nobody knows. */
  static final class OnAnotherThread extends Runner {

    @Override
    void call(ReflectiveInvocationContext<Method> method) throws Throwable {
      Callable<Object> work =
          () -> {
            try {
              return String.valueOf(
                  invoke(
                      method.getExecutable(),
                      method.getTarget().orElseThrow(),
                      method.getArguments()));
            } catch (Exception | Error e) {
              throw e;
            } catch (Throwable e) {
              throw new AssertionError(e);
            }
          };
      FutureTask<Object> task = new FutureTask<>(work);
      Thread thread = new Thread(task);
      thread.start();
      thread.join();
      try {
        task.get();
      } catch (ExecutionException e) {
        throw Objects.requireNonNull(e.getCause());
      }
    }
  }

  /** Found by JUnit itself, and idle unless told. */
  public static final class DetectedRunner extends OnSameInstance {

    static final String KEY = "trackmemory-tests.detected-runner";

    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      if (context.getConfigurationParameter(KEY).isPresent()) {
        super.interceptTestMethod(invocation, method, context);
      } else {
        invocation.proceed();
      }
    }
  }
}
