package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemoryScope;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Launches tests on whatever JUnit is on the class path, and prints how each one ended. */
final class VersionsMain {

  private VersionsMain() {}

  /** Takes the folder for reports and a test class's name. */
  public static void main(String[] arguments) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(arguments[1]))
            .configurationParameter("trackmemory.report.dir", arguments[0])
            .configurationParameter("junit.platform.reporting.output.dir", arguments[0] + "/junit")
            .build();
    Printer printer = new Printer();
    LauncherFactory.create().execute(request, printer);
    System.out.println("published " + printer.published);
    System.out.println(
        "JUnit " + Test.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static final class Printer implements TestExecutionListener {

    private int published;

    @Override
    public void fileEntryPublished(TestIdentifier test, FileEntry file) {
      published++;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      Optional<Throwable> failure = result.getThrowable();
      if (test.isTest() || failure.isPresent()) {
        System.out.println(
            test.getLegacyReportingName()
                + ": "
                + failure.map(Printer::firstLine).orElse(result.getStatus().toString()));
      }
    }

    private static String firstLine(Throwable failure) {
      return failure.toString().lines().findFirst().orElse("");
    }
  }

  /** Every kind of test, some of each failing. */
  @TrackMemory
  static class KindsTestCases {

    private static final OrderBook BOOK = new OrderBook();

    @Test
    void counted(MemoryScope memory) {
      BOOK.order(1);
      assertThatMemory(memory).allocations().ofType(OrderBook.Order.class).hasCount(1);
    }

    @Test
    @NoAllocations
    void allocates() {
      BOOK.order(1);
    }

    @Test
    @NoLeaks
    void leaks() {
      Registry.open(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @LimitAllocations(count = 2)
    void parameterized(int count) {
      orders(count);
    }

    @RepeatedTest(2)
    @LimitAllocations(count = 2)
    void repeated() {
      orders(3);
    }

    @TestFactory
    @LimitAllocations(count = 2)
    Stream<DynamicTest> dynamic() {
      return IntStream.of(2, 3)
          .mapToObj(count -> DynamicTest.dynamicTest("made " + count, () -> orders(count)));
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    @LimitAllocations(count = 2)
    class Inner {

      @Test
      void nested() {
        orders(3);
      }
    }

    static void orders(int count) {
      for (int i = 0; i < count; i++) {
        BOOK.order(i);
      }
    }
  }

  /** Others, for another JVM. */
  @LimitAllocations(count = 2)
  static class FewTestCases {

    @Test
    void two() {
      KindsTestCases.orders(2);
    }

    @Test
    void three() {
      KindsTestCases.orders(3);
    }

    @Test
    void four() {
      KindsTestCases.orders(4);
    }
  }
}
