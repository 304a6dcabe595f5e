package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.trackmemory.sample.Marks;
import io.trackmemory.tracker.MemoryScope;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What the launcher's listener tells, and what it lets the extension tell. */
class SettingsListenerTest {

  private final List<String> results = new ArrayList<>();

  @Test
  void annotationsOfClassesOfOtherEngines_areToldOnce() {
    assertThat(launch(AnnotatedCases.class, MethodCases.class, MetaCases.class, PlainCases.class))
        .containsExactly(
            "TrackMemory: annotations of TrackMemory are read by JUnit Jupiter only; nothing of"
                + " what they say is checked in "
                + AnnotatedCases.class.getName()
                + " (old), "
                + MetaCases.class.getName()
                + " (old), "
                + MethodCases.class.getName()
                + " (old): call assertThatMemory(...) in these tests, which works everywhere, or"
                + " move them to Jupiter");
    assertThat(launch(AnnotatedCases.class)).isEmpty();
  }

  @Test
  void annotationsOnMethodsThatAreNoTests_areTold() {
    assertThat(launch(NoTestCases.class))
        .containsExactly(
            "TrackMemory: annotations of TrackMemory do nothing on methods that are no tests: "
                + NoTestCases.class.getName()
                + ".prepare: put them on the test or on its class");
  }

  @Test
  void assertsThatNoTestWatches_areToldAsTheRunEnds() {
    List<String> told = launch(ForgetfulCases.class);
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith("TrackMemory: ")
        .contains("assertThatMemory")
        .contains("SettingsListenerTest.java:");
    assertThat(results).containsExactly("checks() SUCCESSFUL", "forgets() SUCCESSFUL");
  }

  @Test
  void scopeThatNobodyGives_isTold() {
    assertThat(launch(ScopeCases.class))
        .containsExactly(
            "TrackMemory: test(MemoryScope) takes a MemoryScope, which only a tracked test is"
                + " given: put @TrackMemory on it or on its class");
  }

  @Test
  void scopeThatADetectedExtensionCannotGive_saysWhy() {
    assertThat(
            Fixtures.run(ScopeCases.class, "junit.jupiter.extensions.autodetection.enabled", "true")
                .failureOf("test(MemoryScope)"))
        .hasMessage(
            "Cannot certify memory: nothing asks for tracking here; put @TrackMemory on the test"
                + " or on its class");
  }

  @Test
  void dynamicTestsThatAnotherExtensionRuns_cannotBeCertified() {
    launch(DynamicCases.class);
    assertThat(results)
        .contains("seven SUCCESSFUL", "eight SUCCESSFUL")
        .anyMatch(
            result ->
                result.startsWith(
                    "limited() FAILED Cannot certify @LimitAllocations(count = 7): 2 dynamic tests did not"
                        + " run where TrackMemory could see it: another extension (DynamicSkipper)"))
        .anyMatch(
            result ->
                result.startsWith(
                    "leaks() FAILED Cannot certify @NoLeaks: 1 dynamic test did not run"))
        .contains("unlimited() SUCCESSFUL");
    results.clear();
    launch(SeenDynamicCases.class);
    assertThat(results).contains("limited() SUCCESSFUL", "seven SUCCESSFUL");
    assertThat(results).anyMatch(result -> result.startsWith("eight FAILED"));
  }

  /** Runs classes by Jupiter and by an engine that runs all that Jupiter does not. */
  private List<String> launch(Class<?>... classes) {
    PrintStream before = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      LauncherFactory.create(LauncherConfig.builder().addTestEngines(new OldEngine()).build())
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(Arrays.stream(classes).map(type -> selectClass(type)).toList())
                  .configurationParameter("trackmemory.report", "never")
                  .build(),
              new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                  results.add(
                      test.getDisplayName()
                          + " "
                          + result.getStatus()
                          + result
                              .getThrowable()
                              .map(thrown -> " " + thrown.getMessage())
                              .orElse(""));
                }
              });
    } finally {
      System.setErr(before);
    }
    results.removeIf(result -> result.contains("Cases ") || result.startsWith("JUnit "));
    return told.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("TrackMemory: "))
        .toList();
  }

  /** Stands for those of JUnit 4, Spock and jqwik. */
  private static final class OldEngine implements TestEngine {

    @Override
    public String getId() {
      return "old";
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
      EngineDescriptor engine = new EngineDescriptor(uniqueId, "old");
      for (ClassSelector selector : request.getSelectorsByType(ClassSelector.class)) {
        Class<?> type = selector.getJavaClass();
        if (OLD.contains(type)) {
          TestDescriptor container = new Node(uniqueId, ClassSource.from(type));
          container.addChild(
              new Node(
                  container.getUniqueId(), MethodSource.from(type, type.getDeclaredMethods()[0])));
          engine.addChild(container);
        }
      }
      return engine;
    }

    @Override
    public void execute(ExecutionRequest request) {}
  }

  private static final class Node extends AbstractTestDescriptor {

    Node(UniqueId parent, TestSource source) {
      super(parent.append("node", source.toString()), "old", source);
    }

    @Override
    public Type getType() {
      return Type.CONTAINER_AND_TEST;
    }
  }

  private static final Set<Class<?>> OLD =
      Set.of(AnnotatedCases.class, MethodCases.class, MetaCases.class, PlainCases.class);

  @NoLeaks
  static class AnnotatedCases {
    void test() {}
  }

  static class MethodCases {
    @LimitAllocations(count = 7)
    void test() {}
  }

  @Retention(RetentionPolicy.RUNTIME)
  @NoAllocations
  @interface Quick {}

  static class MetaCases {
    @Quick
    void test() {}
  }

  static class PlainCases {
    void test() {}
  }

  static class NoTestCases {

    @BeforeEach
    @NoLeaks
    void prepare() {}

    @Test
    @NoLeaks
    void test() {}
  }

  static class ForgetfulCases {

    @Test
    @SuppressWarnings("CheckReturnValue") // what is tested
    void forgets() {
      assertThatMemory(() -> Marks.make(1));
    }

    @Test
    void checks() {
      assertThatMemory(() -> Marks.make(1)).hasAllocationCount(1);
    }
  }

  static class ScopeCases {
    @Test
    void test(MemoryScope memory) {}
  }

  static final class DynamicSkipper implements InvocationInterceptor {
    @Override
    public void interceptDynamicTest(
        Invocation<Void> invocation, DynamicTestInvocationContext dynamic, ExtensionContext context)
        throws Throwable {
      invocation.skip();
      dynamic.getExecutable().execute();
    }
  }

  @ExtendWith(DynamicSkipper.class)
  static class DynamicCases extends SeenDynamicCases {

    @TestFactory
    @TrackMemory
    Stream<DynamicTest> unlimited() {
      return Stream.of(DynamicTest.dynamicTest("one", () -> Marks.make(8)));
    }

    @TestFactory
    @NoLeaks
    DynamicNode leaks() {
      return DynamicContainer.dynamicContainer(
          "leaking", Stream.of(DynamicTest.dynamicTest("leak", () -> Marks.make(1))));
    }
  }

  static class SeenDynamicCases {

    @TestFactory
    @LimitAllocations(count = 7)
    Stream<DynamicTest> limited() {
      return Stream.of(
          DynamicTest.dynamicTest("seven", () -> Marks.make(7)),
          DynamicTest.dynamicTest("eight", () -> Marks.make(8)));
    }
  }
}
