package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.trackmemory.extension.Fixtures.Outcome;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.hierarchical.ExclusiveResource;
import org.junit.platform.engine.support.hierarchical.Node;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** What sees all threads takes the lock of {@code @Isolated}; nothing else takes any. */
class AllThreadsLockTest {

  @Test
  void isolated_isWhatWeCompareWith() {
    assertThat(locked(IsolatedTestCases.class))
        .containsExactly("AllThreadsLockTest$IsolatedTestCases");
  }

  @Test
  void followed_takesNone() {
    assertThat(locked(FollowedTestCases.class)).isEmpty();
  }

  @Test
  void onClass_locksIt() {
    assertThat(locked(OnClassTestCases.class))
        .containsExactlyInAnyOrder(
            "AllThreadsLockTest$OnClassTestCases", "one()", "Inner", "two()");
  }

  @Test
  void onMethod_locksIt() {
    assertThat(locked(OnMethodTestCases.class)).containsExactly("all()");
  }

  @Test
  void onNestedClass_locksIt() {
    assertThat(locked(OnNestedTestCases.class)).containsExactlyInAnyOrder("Inner", "two()");
  }

  @Test
  void inherited_locksIt() {
    assertThat(locked(SubclassTestCases.class)).contains("AllThreadsLockTest$SubclassTestCases");
    assertThat(locked(OnInterfaceTestCases.class))
        .contains("AllThreadsLockTest$OnInterfaceTestCases");
  }

  @Test
  void onAnnotation_locksIt() {
    assertThat(locked(ComposedTestCases.class)).contains("AllThreadsLockTest$ComposedTestCases");
  }

  @Test
  void nearestWins() {
    assertThat(locked(FollowedSubclassTestCases.class)).isEmpty();
    assertThat(locked(NarrowedTestCases.class))
        .containsExactly("AllThreadsLockTest$NarrowedTestCases", "all()");
  }

  @Test
  void inParallelMode_runsAlone() {
    Outcome outcome =
        Fixtures.run(
            List.of(BesideTestCases.class, AloneTestCases.class),
            "junit.jupiter.execution.parallel.enabled",
            "true",
            "junit.jupiter.execution.parallel.mode.default",
            "concurrent",
            "junit.jupiter.execution.parallel.config.strategy",
            "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism",
            "4");
    assertThat(outcome.failed()).as(outcome.toString()).isEmpty();
    assertThat(outcome.passed()).hasSize(8);
  }

  /** Display names of the descriptors that take the global lock, in order of the tree. */
  private static List<String> locked(Class<?> testClass) {
    TestDescriptor engine =
        new JupiterTestEngine()
            .discover(
                LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(testClass))
                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                    .build(),
                UniqueId.forEngine("junit-jupiter"));
    List<String> locked = new ArrayList<>();
    collect(engine, locked);
    return locked;
  }

  private static void collect(TestDescriptor descriptor, List<String> locked) {
    Set<ExclusiveResource> resources = ((Node<?>) descriptor).getExclusiveResources();
    if (!resources.isEmpty()) {
      assertThat(resources)
          .containsExactly(
              new ExclusiveResource(
                  ExclusiveResource.GLOBAL_KEY, ExclusiveResource.LockMode.READ_WRITE));
      locked.add(descriptor.getDisplayName());
    }
    descriptor.getChildren().forEach(child -> collect(child, locked));
  }

  @Isolated
  static class IsolatedTestCases {

    @Test
    void one() {}
  }

  @TrackMemory
  static class FollowedTestCases {

    @Test
    void one() {}

    @Nested
    class Inner {

      @Test
      void two() {}
    }
  }

  @TrackMemory(threads = Threads.ALL)
  static class OnClassTestCases {

    @Test
    void one() {}

    @Nested
    class Inner {

      @Test
      void two() {}
    }
  }

  @TrackMemory
  static class OnMethodTestCases {

    @Test
    void followed() {}

    @Test
    @TrackMemory(threads = Threads.ALL)
    void all() {}
  }

  static class OnNestedTestCases {

    @Test
    void one() {}

    @Nested
    @TrackMemory(threads = Threads.ALL)
    class Inner {

      @Test
      void two() {}
    }
  }

  static class SubclassTestCases extends OnClassTestCases {}

  @TrackMemory(threads = Threads.ALL)
  interface SeesAll {}

  static class OnInterfaceTestCases implements SeesAll {

    @Test
    void one() {}
  }

  @TrackMemory(threads = Threads.ALL)
  @Retention(RetentionPolicy.RUNTIME)
  @interface WholeJvm {}

  @WholeJvm
  static class ComposedTestCases {

    @Test
    void one() {}
  }

  @TrackMemory
  static class FollowedSubclassTestCases extends WithoutNestedTestCases {}

  @TrackMemory(threads = Threads.ALL)
  static class WithoutNestedTestCases {

    @Test
    void one() {}
  }

  @TrackMemory(threads = Threads.ALL)
  static class NarrowedTestCases {

    @Test
    @TrackMemory
    void followed() {}

    @Test
    void all() {}
  }

  static class BesideTestCases {
    static final AtomicInteger RUNNING = new AtomicInteger();
    static final CountDownLatch OTHER_BEGAN = new CountDownLatch(1);

    /** Runs for a while, or until the test that must not run beside it has begun. */
    @RepeatedTest(4)
    @TrackMemory
    void followed() throws InterruptedException {
      RUNNING.incrementAndGet();
      try {
        assertThat(OTHER_BEGAN.await(50, TimeUnit.MILLISECONDS)).isIn(true, false);
      } finally {
        RUNNING.decrementAndGet();
      }
    }
  }

  static class AloneTestCases {

    @RepeatedTest(4)
    @TrackMemory(threads = Threads.ALL)
    void all() {
      BesideTestCases.OTHER_BEGAN.countDown();
      assertThat(BesideTestCases.RUNNING).hasValue(0);
    }
  }
}
