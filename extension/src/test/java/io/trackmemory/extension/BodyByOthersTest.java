package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Constructed;
import io.trackmemory.sample.Marks;
import io.trackmemory.tracker.MemoryScope;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestInstanceFactory;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.support.ReflectionSupport;

/** Bodies, and the methods around them, that another extension runs itself. */
class BodyByOthersTest {

  static final List<Object> DIRECT = new ArrayList<>();

  @AfterEach
  void clear() {
    Marks.clear();
    DIRECT.clear();
  }

  @Test
  void extensionThatRunsTheBody_leavesItJudged() {
    assertJudged(AnotherLoaderTestCases.class);
    assertJudged(AnotherThreadTestCases.class);
  }

  @Test
  @Tag("slow")
  void extensionThatRunsTheBody_inEveryOrderAndWay_leavesItJudged() {
    for (Class<?> fixture :
        List.of(
            SameInstanceTestCases.class,
            InnerSameInstanceTestCases.class,
            AnotherInstanceTestCases.class,
            InnerAnotherLoaderTestCases.class,
            FieldTestCases.class,
            PerClassTestCases.class)) {
      assertJudged(fixture);
    }
  }

  private void assertJudged(Class<?> fixture) {
    assertJudged(Fixtures.run(fixture), fixture);
    clear();
  }

  @Test
  void extensionThatIsDetected_leavesItJudged() {
    assertJudged(
        Fixtures.run(
            PlainTestCases.class,
            "junit.jupiter.extensions.autodetection.enabled",
            "true",
            DetectedRunner.KEY,
            "true"),
        PlainTestCases.class);
  }

  private static void assertJudged(Outcome outcome, Class<?> fixture) {
    String all = fixture.getSimpleName() + "\n" + outcome;
    assertThat(outcome.passed())
        .as(all)
        .containsExactly(
            "checked(MemoryScope)",
            "inner seven()",
            "keepsNone()",
            "keepsNothing()",
            "number 7",
            "repetition 1 of 2",
            "repetition 2 of 2",
            "seven()");
    assertThat(outcome.failed())
        .as(all)
        .containsExactly(
            "allocates()",
            "eight()",
            "inner eight()",
            "keeps()",
            "keepsDirect()",
            "leaks()",
            "leaksBefore()",
            "number 8");
    for (String eight : List.of("eight()", "inner eight()", "number 8")) {
      assertThat(outcome.failureOf(eight)).as(all).hasMessageContaining("but it made 8 (128 B)");
    }
    assertThat(outcome.verdictOn("allocates()")).contains("no allocations but it made 1 (16 B)");
    assertThat(outcome.verdictOn("keeps()")).startsWith("Expecting");
    assertThat(outcome.verdictOn("keepsDirect()")).contains("1 block (1000 B)");
    assertThat(outcome.verdictOn("leaks()")).contains("leaked 1 (16 B)");
    assertThat(outcome.verdictOn("leaksBefore()")).contains("leaked 1 (16 B)");
  }

  @Test
  void methodsOfTheClass_areItsOwn() {
    for (Class<?> fixture : List.of(BeforeAllTestCases.class, AfterAllTestCases.class)) {
      assertThat(Fixtures.run(fixture).verdictOn(fixture)).contains("leaked 1 (16 B)");
      clear();
    }
  }

  @Test
  void instanceThatAnotherExtensionMakes_isTheTests() {
    Outcome outcome = Fixtures.run(FactoryTestCases.class);
    assertThat(outcome.passed()).as(outcome.toString()).containsExactly("counts(MemoryScope)");
    assertThat(outcome.verdictOn("leaks()")).contains("leaked 2 (32 B)");
  }

  @Test
  void instanceWhoseConstructorThrows_leavesTheThreadAsItWas() {
    Outcome outcome = Fixtures.run(ThrowingTestCases.class);
    assertThat(outcome.failed()).containsExactly("first()");
    assertThat(outcome.failureOf("first()")).hasMessage("on purpose").hasNoSuppressedExceptions();
    assertThat(outcome.passed()).containsExactly("second()");
  }

  /* The first constructor throws before it has called another one. */
  @NoLeaks
  @LimitAllocations(count = 7)
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class ThrowingTestCases extends Constructed {

    ThrowingTestCases(TestInfo info) {
      super(given(info.getDisplayName()));
    }

    static Object given(String name) {
      if (name.equals("first()")) {
        throw new IllegalStateException("on purpose");
      }
      return new Marks.Mark();
    }

    @Test
    void first() {}

    @Test
    void second() {
      Marks.make(7);
    }
  }

  @Test
  void bodyInAClassThatIsJudgedAsAWhole_isItsOwn() {
    Outcome outcome = Fixtures.run(WholeClassTestCases.class);
    assertThat(outcome.failed()).containsExactly("eight()");
    assertThat(outcome.verdictOn("eight()")).contains("but it made 8 (128 B)");
    assertThat(outcome.verdictOn(WholeClassTestCases.class)).contains("leaked 1 (16 B)");
    clear();
    Outcome parallel = Fixtures.run(WholeClassTestCases.class, Fixtures.PARALLEL);
    assertThat(parallel.failed()).as(parallel.toString()).containsExactly("eight()");
    assertThat(parallel.verdictOn(WholeClassTestCases.class)).contains("leaked 1 (16 B)");
  }

  @Test
  void pauseOfABodyThatAnotherExtensionRuns_isItsOwn() {
    Fixtures.assertPasses(PausingTestCases.class, 1);
  }

  /** Runs every method of a test itself, as the subclass says. */
  abstract static class Runner implements InvocationInterceptor {

    abstract void call(ReflectiveInvocationContext<Method> method) throws Throwable;

    private void skip(Invocation<?> invocation, ReflectiveInvocationContext<Method> method)
        throws Throwable {
      invocation.skip();
      call(method);
    }

    static @Nullable Object invoke(Method method, @Nullable Object target, List<Object> arguments)
        throws Throwable {
      try {
        method.setAccessible(true);
        return method.invoke(target, arguments.toArray());
      } catch (InvocationTargetException e) {
        throw Objects.requireNonNull(e.getCause());
      }
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
        super(BodyByOthersTest.class.getClassLoader());
      }

      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(BodyByOthersTest.class.getName())) {
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

  static class BodyTestCases {

    Object field = this;

    @Test
    @LimitAllocations(count = 7)
    void seven() {
      Marks.make(7);
    }

    @Test
    @LimitAllocations(count = 7)
    void eight() {
      Marks.make(8);
    }

    @ParameterizedTest(name = "number {0}")
    @ValueSource(ints = {7, 8})
    @LimitAllocations(count = 7)
    void parameterized(int number) {
      Marks.make(number);
    }

    @RepeatedTest(2)
    @LimitAllocations(count = 7)
    void repeated() {
      Marks.make(7);
    }

    @Test
    @NoAllocations
    void allocates() {
      Marks.make(1);
    }

    @Test
    @LimitPeak("1 KiB")
    void keeps() {
      field = new byte[2000];
      Marks.make(1);
    }

    @Test
    @LimitPeak("4 KiB")
    void keepsNothing() {
      for (int i = 0; i < 10; i++) {
        field = new byte[2000];
        field = this;
      }
    }

    @Test
    @NoDirectMemoryLeaks
    void keepsDirect() {
      BodyByOthersTest.DIRECT.add(ByteBuffer.allocateDirect(1000));
    }

    @Test
    @NoLeaks
    void leaks() {
      Marks.keep();
    }

    @Test
    @NoLeaks
    void keepsNone() {
      Marks.make(1);
    }

    @Test
    void checked(MemoryScope memory) {
      Marks.make(3);
      assertThat(Marks.in(memory.snapshot())).isEqualTo(3);
    }

    @Nested
    class Fixture {

      @BeforeEach
      void keep() {
        Marks.keep();
      }

      @Test
      @NoLeaks
      void leaksBefore() {}
    }

    @Nested
    class Inner {

      @RepeatedTest(value = 1, name = "inner seven()")
      @LimitAllocations(count = 7)
      void seven() {
        Marks.make(7);
      }

      @RepeatedTest(value = 1, name = "inner eight()")
      @LimitAllocations(count = 7)
      void eight() {
        Marks.make(8);
      }
    }
  }

  @ExtendWith(OnSameInstance.class)
  @TrackMemory
  static class SameInstanceTestCases extends BodyTestCases {}

  @TrackMemory
  @ExtendWith(OnSameInstance.class)
  static class InnerSameInstanceTestCases extends BodyTestCases {}

  @ExtendWith(OnAnotherInstance.class)
  @TrackMemory
  static class AnotherInstanceTestCases extends BodyTestCases {}

  @ExtendWith(InAnotherLoader.class)
  @TrackMemory
  static class AnotherLoaderTestCases extends BodyTestCases {}

  @TrackMemory
  @ExtendWith(InAnotherLoader.class)
  static class InnerAnotherLoaderTestCases extends BodyTestCases {}

  @ExtendWith(OnAnotherThread.class)
  @TrackMemory
  static class AnotherThreadTestCases extends BodyTestCases {}

  @TrackMemory
  static class FieldTestCases extends BodyTestCases {
    @RegisterExtension static final InvocationInterceptor RUNNER = new OnSameInstance();
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @ExtendWith(OnSameInstance.class)
  @TrackMemory
  static class PerClassTestCases extends BodyTestCases {}

  @TrackMemory
  static class PlainTestCases extends BodyTestCases {}

  @ExtendWith(OnSameInstance.class)
  @NoLeaks(scope = LeakScope.CLASS)
  static class BeforeAllTestCases {

    @BeforeAll
    static void keep() {
      Marks.keep();
    }

    @Test
    void nothing() {}
  }

  @ExtendWith(OnSameInstance.class)
  @NoLeaks(scope = LeakScope.CLASS)
  static class AfterAllTestCases {

    @AfterAll
    static void keep() {
      Marks.keep();
    }

    @Test
    void nothing() {}
  }

  @ExtendWith(OnSameInstance.class)
  @NoLeaks(scope = LeakScope.CLASS)
  static class WholeClassTestCases {

    @Test
    @LimitAllocations(count = 7)
    void eight() {
      Marks.make(8);
    }

    @Test
    @LimitAllocations(count = 7)
    void leaks() {
      Marks.keep();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    @LimitAllocations(count = 5)
    void parameterized(int number) {
      Marks.make(number);
    }
  }

  static final class Factory implements TestInstanceFactory {
    @Override
    public Object createTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
      Marks.make(100);
      return ReflectionSupport.newInstance(factory.getTestClass());
    }
  }

  @ExtendWith(Factory.class)
  @TrackMemory
  static class FactoryTestCases extends Constructed {
    final Object[] others = {new Object(), new Object()};

    FactoryTestCases() {
      super(Marks.kept());
      Marks.make(2);
      Marks.keep();
    }

    @Test
    void counts(MemoryScope memory) {
      Marks.make(10);
      assertThat(Marks.in(memory.snapshot())).isEqualTo(15);
    }

    @Test
    @NoLeaks
    void leaks() {}
  }

  @ExtendWith(OnSameInstance.class)
  @TrackMemory
  static class PausingTestCases {

    @Test
    @LimitAllocations(count = 7)
    void seven(MemoryScope memory) {
      Marks.make(3);
      try (MemoryScope.Pause pause = memory.pause()) {
        Marks.make(100);
      }
      memory.pause();
      Marks.make(100);
      memory.resume();
      Marks.make(4);
      memory.pause();
    }

    @AfterEach
    void check(MemoryScope memory) {
      Marks.make(10);
      assertThat(Marks.in(memory.snapshot())).isEqualTo(17);
    }
  }
}
