package io.trackmemory.report;

import io.trackmemory.report.TestReport.Status;
import io.trackmemory.report.base.Conditions;
import io.trackmemory.report.jfr.MeasuredTest;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Omissions;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.ThreadStatistics;
import io.trackmemory.tracker.UnattributedBytes;
import io.trackmemory.tracker.spi.Checks;
import io.trackmemory.tracker.spi.HeapLayout;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reports to print: an allocation limit broken, a leak, and whatever a test asks for. */
public final class Samples {

  public static final Conditions CONDITIONS =
      new Conditions(
          "17.0.15+6",
          "Acme",
          "OpenJDK 64-Bit Server VM (mixed mode, sharing)",
          "Linux 6.1 amd64",
          List.of("G1 Young Generation", "G1 Old Generation"),
          4L << 30,
          OptionalLong.of(2 << 20),
          new HeapLayout(12, 4, 8),
          8,
          List.of("-Xmx4g", "-XX:+UseG1GC", "-javaagent:trackmemory-tracker.jar"));

  public static final TestId FILLS = new TestId("com.acme.OrderBookTest", "fillsAreCheap", "");
  public static final TestId SESSIONS =
      new TestId("com.acme.ServerTest", "closesItsSessions", "[2]");

  private Samples() {}

  /** Reports that were, it seems, made elsewhere. */
  public static ReportFolder reports(Path folder) {
    return ReportFolder.at(folder, CONDITIONS);
  }

  /** What events tell of a test. */
  public static MeasuredTest measured(TestReport report) {
    return report.measured();
  }

  public static AllocationSite user(String type, String method, int line) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return new AllocationSite(type, method, simple + ".java", line, Origin.USER);
  }

  public static AllocationSite jdk(String type, String method, int line) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return new AllocationSite(type, method, simple + ".java", line, Origin.JDK);
  }

  public static SiteStatistics row(String type, AllocationSite site, long count, long bytes) {
    return new SiteStatistics(type, site, Optional.empty(), 0, "main", true, count, bytes);
  }

  public static SiteStatistics called(
      String type, AllocationSite site, AllocationSite caller, long count, long bytes) {
    return new SiteStatistics(type, site, Optional.of(caller), 3, "worker-1", false, count, bytes);
  }

  public static TestReport report(
      TestId test, Status status, MemorySnapshot snapshot, List<Verdict> verdicts) {
    Optional<Throwable> failure =
        verdicts.stream()
            .filter(verdict -> verdict.outcome() == Outcome.FAILED)
            .findFirst()
            .map(verdict -> thrown(verdict.message()));
    return new TestReport(
        test,
        test.method() + "()",
        status,
        failure,
        snapshot,
        new Checks(verdicts, Map.of()),
        Instant.parse("2026-01-31T12:30:15.250Z"),
        Duration.ofNanos(12_345_678));
  }

  /** One that blames no line. */
  public static Verdict verdict(
      About about, String check, Outcome outcome, String message, MemorySnapshot seen) {
    return new Verdict(about, check, outcome, message, Optional.of(seen), List.of());
  }

  public static AssertionError thrown(String message) {
    AssertionError error = new AssertionError(message);
    error.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.acme.OrderBookTest", "fillsAreCheap", "OrderBookTest.java", 31)
        });
    return error;
  }

  /** A limit on allocations that was broken; the test's own scope saw more than the check. */
  public static TestReport tooManyAllocations() {
    MemorySnapshot body =
        new FakeSnapshot(
                List.of(
                    called(
                        "java.lang.Object[]",
                        jdk("java.util.ArrayList", "grow", 237),
                        user("com.acme.OrderBook", "fills", 58),
                        1,
                        56),
                    row("java.lang.Integer", user("com.acme.OrderBook", "match", 42), 3, 48),
                    row("java.util.ArrayList", user("com.acme.OrderBook", "fills", 57), 1, 24)))
            .withJvm(936, 128.0 / 936)
            .withUnattributed(
                808, new UnattributedBytes.ByCause(UnattributedBytes.Cause.STACK_TRACES, 1, 680));
    FakeSnapshot test =
        new FakeSnapshot(
                List.of(
                    row("byte[]", user("com.acme.OrderBook", "<init>", 17), 1_000, 1_048_576),
                    row(
                        "com.acme.Order",
                        user("com.acme.OrderBookTest", "bookWith", 21),
                        1_000,
                        40_000)))
            .withApart(
                List.of(row("byte[]", jdk("java.lang.ClassLoader", "loadClass", 525), 12, 2_048)),
                List.of(new ThreadStatistics("JIT helper", 19, false, 7, 448)))
            .withCheckpoints(
                new Checkpoint("body", 1_000, 1_040_000, 1_500_000),
                new Checkpoint("teardown", 2_000, 1_088_576, 2_250_000))
            .withOmissions(new Omissions(12, 96, 3, 1));
    Verdict verdict =
        new Verdict(
            About.FIGURES,
            "hasAllocationCountAtMost(2)",
            Outcome.FAILED,
            """
            Expecting the action to make at most 2 allocations but it made 5 (128 B):
              3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
              1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
              1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)""",
            Optional.of(body),
            body.sites(),
            Optional.of(new Measure(Unit.OBJECTS, 2, false, 5, 5)),
            "hasAllocationCountAtMost(5)",
            Optional.of(user("com.acme.OrderBookTest", "fillsAreCheap", 31)));
    Verdict kept =
        new Verdict(
            About.FIGURES,
            "hasAllocatedBytesAtMost(kib(1))",
            Outcome.PASSED,
            "",
            Optional.of(body),
            List.of(),
            Optional.of(new Measure(Unit.BYTES, 1024, false, 128, 128)),
            "",
            Optional.empty());
    return report(FILLS, Status.FAILED, test, List.of(kept, verdict));
  }

  /** What a library keeps of its own. */
  static Leak kept() {
    return new Leak(
        Leak.Keeper.LIBRARY,
        "com.lib.Serializers.CACHE",
        "static field of com.lib.Serializers",
        List.of(
            new ChainLink("com.lib.Serializers", "static CACHE", false),
            new ChainLink("java.util.HashMap$Node", "value", false),
            new ChainLink("com.lib.Serializer", "", false)),
        OptionalInt.empty(),
        List.of(
            called(
                "com.lib.Serializer",
                user("com.lib.Serializers", "find", 31),
                user("com.acme.Server", "write", 64),
                2,
                80)),
        OptionalLong.of(592),
        List.of(),
        Map.of());
  }

  /** A static list that holds sessions. */
  public static TestReport leak() {
    SiteStatistics session = row("com.acme.Session", user("com.acme.Server", "open", 88), 3, 96);
    Leak leak =
        new Leak(
            "com.acme.Registry.SESSIONS",
            "static field of com.acme.Registry",
            List.of(
                new ChainLink("com.acme.Registry", "static SESSIONS", true),
                new ChainLink("java.util.ArrayList", "elementData", false),
                new ChainLink("java.lang.Object[]", "[3]", false),
                new ChainLink("com.acme.Session", "", true)),
            OptionalInt.of(0),
            List.of(row("byte[]", user("com.acme.Session", "<init>", 12), 3, 12_336), session),
            OptionalLong.of(12_480));
    Leak unknown =
        new Leak(
            "java.lang.ThreadLocal",
            "thread \"pool-1-thread-1\"",
            List.of(
                new ChainLink("java.lang.Thread", "threadLocals", false),
                new ChainLink("com.acme.Context", "", true)),
            OptionalInt.empty(),
            List.of(row("com.acme.Context", user("com.acme.Context", "current", 9), 1, 24)),
            OptionalLong.empty(),
            List.of("the request has ended"));
    Leak known =
        leak.with(
            List.of(row("byte[]", user("com.acme.Log", "open", 7), 1, 64)), OptionalLong.empty());
    FakeSnapshot test =
        new FakeSnapshot(
                List.of(row("byte[]", user("com.acme.Session", "<init>", 12), 3, 12_336), session))
            .withLeaks(
                new LeakResult(
                    List.of(leak, unknown),
                    List.of(kept()),
                    List.of(new LeakResult.SetApart("first use of java.util.logging", 4, 160)),
                    List.of(
                        new LeakResult.Expected(
                            "@ExpectLeak(type = Log.class, reason = \"LOG-7\", until = \"2027-01-31\")",
                            "LOG-7",
                            Optional.of(LocalDate.of(2027, 1, 31)),
                            false,
                            known)),
                    Optional.empty(),
                    Optional.empty()));
    Verdict verdict =
        new Verdict(
            About.LEAKS,
            "@NoLeaks",
            Outcome.FAILED,
            "Expecting no leaks but 7 objects (12.2 KiB) are still strongly reachable",
            Optional.of(test),
            test.leakResult().leaks().stream().flatMap(each -> each.objects().stream()).toList());
    return report(SESSIONS, Status.FAILED, test, List.of(verdict));
  }
}
