package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.Threads;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemoryTracker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the user's own code does on threads that nobody follows is told, once, where it matters.
 * Long, as what must be said and what must not are the two sides of it, with one server.
 */
class ForeignCodeTest {

  static final List<Object> KEPT = new CopyOnWriteArrayList<>();

  /** A thread that does what it is asked for through a queue that knows of no scope. */
  static final class Server implements AutoCloseable {

    private final BlockingQueue<String> requests = new ArrayBlockingQueue<>(1);
    private final SynchronousQueue<String> answers = new SynchronousQueue<>();
    private final Thread thread;

    Server(String name) {
      thread = new Thread(this::serve, name);
      thread.setDaemon(true);
      thread.start();
      ask("warm-up");
    }

    private void serve() {
      try {
        while (true) {
          String request = requests.take();
          if (request.equals("own")) {
            KEPT.add(new int[250]);
          }
          answers.put(request);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // closed
      }
    }

    void ask(String request) {
      try {
        requests.put(request);
        answers.take();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      thread.interrupt();
      KEPT.clear();
    }
  }

  @TempDir static Path reports;

  /** Lines that warn of it, printed while something runs. */
  private static List<String> warnings(Runnable work) {
    PrintStream before = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return told.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("TrackMemory: "))
        .toList();
  }

  private static Outcome run(Class<?> testClass, String... settings) {
    Engine engine = Engine.reportingTo(reports);
    for (int i = 0; i < settings.length; i += 2) {
      engine.with(settings[i], settings[i + 1]);
    }
    return engine.run(testClass);
  }

  @Test
  void annotations_warnOnceForAClassAndThread() throws IOException {
    List<String> warnings =
        warnings(
            () ->
                assertThat(run(AnnotatedTestCases.class, "trackmemory.report", "always").failed())
                    .isEmpty());
    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(0))
        .startsWith("TrackMemory: " + AnnotatedTestCases.class.getName() + ": ")
        .containsPattern(
            ": (@LimitAllocations\\(count = 100\\)|@NoLeaks|hasAllocationCountAtMost\\(50\\) of the"
                + " action) passed, but thread server-[12] ran your own code meanwhile")
        .contains("most of it at ForeignCodeTest$Server.serve(ForeignCodeTest.java:")
        .contains("onAllThreads()")
        .contains("Threads.ALL")
        .contains("MemoryScope.wrap(");
    assertThat(warnings.get(1)).containsPattern("thread server-[12] ran");
    assertThat(page("limited")).contains("Passed, but thread server-1 ran your own code");
    assertThat(page("leaks")).contains("Passed, but thread server-2 ran your own code");
  }

  private static String page(String test) throws IOException {
    Path folder = reports.resolve(AnnotatedTestCases.class.getName());
    return Files.readString(folder.resolve(test + ".html"));
  }

  @Test
  void fail_cannotCertify() {
    Outcome outcome = run(AnnotatedTestCases.class, "trackmemory.foreign", "fail");
    assertThat(outcome.failed()).containsExactly("again()", "leaks()", "limited()", "own()");
    assertThat(outcome.messageOf("limited()"))
        .startsWith(
            "Cannot certify @LimitAllocations(count = 100): thread server-1 ran your own code"
                + " meanwhile");
    assertThat(outcome.messageOf("own()"))
        .startsWith(
            "Cannot certify hasAllocationCountAtMost(50) of the action: thread server-1 ran");
  }

  @Test
  void ignore_saysNothing() {
    assertThat(warnings(() -> run(AnnotatedTestCases.class, "trackmemory.foreign", "ignore")))
        .isEmpty();
  }

  /* Its servers' threads are of no scope, as they are there before. */
  @TrackMemory
  static class AnnotatedTestCases {

    static final Server FIRST = new Server("server-1");
    static final Server SECOND = new Server("server-2");

    @Test
    @LimitAllocations(count = 100)
    void limited() {
      FIRST.ask("own");
    }

    @Test
    @LimitAllocations(count = 100)
    void again() {
      FIRST.ask("own");
    }

    @Test
    @NoLeaks
    void leaks() {
      SECOND.ask("own");
    }

    @Test
    void own() {
      assertThatMemory(() -> FIRST.ask("own")).hasAllocationCountAtMost(50);
    }

    @Test
    @LimitAllocations(count = 100)
    void noRequest() {
      KEPT.clear();
    }
  }

  @Test
  void serversOfATestItself_warnToo() {
    List<String> warnings =
        warnings(() -> assertThat(run(OwnServerTestCases.class).failed()).isEmpty());
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("TrackMemory: " + OwnServerTestCases.class.getName() + ": hasNoLeaks()")
        .contains("HTTP-Dispatcher")
        .contains("ForeignCodeTest$OwnServerTestCases.");
  }

  @TrackMemory
  static class OwnServerTestCases {

    HttpServer server;

    @BeforeEach
    void start() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            KEPT.add(new Object[7]);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
    }

    @AfterEach
    void stop() {
      server.stop(0);
      KEPT.clear();
    }

    @Test
    void request() {
      assertThatMemory(() -> get(server.getAddress().getPort())).hasNoLeaks();
    }
  }

  static void get(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      assertThat(answer.read()).isEqualTo('H');
    }
  }

  @Test
  void withoutAnnotations_theTestClassIsNamed() {
    try (Server server = new Server("plain-server")) {
      List<String> warnings =
          warnings(
              () -> {
                assertThatMemory(() -> server.ask("nothing")).hasNoLeaks();
                assertThatMemory(() -> server.ask("own")).hasNoLeaks();
                assertThatMemory(() -> server.ask("own"))
                    .allocations()
                    .ofType(int[].class)
                    .isEmpty();
              });
      assertThat(warnings)
          .singleElement()
          .asString()
          .startsWith(
              "TrackMemory: "
                  + ForeignCodeTest.class.getName()
                  + ": hasNoLeaks() of the action passed, but thread plain-server ran");
    }
  }

  @Test
  void threadThatOnlyWaited_saysNothing() {
    try (Server server = new Server("waiting-server")) {
      assertThat(warnings(() -> assertThatMemory(() -> server.ask("nothing")).hasNoLeaks()))
          .isEmpty();
    }
  }

  @Test
  void everyMessage_hasItsLineOfOtherThreads() {
    try (Server server = new Server("told-server")) {
      assertThat(
              Messages.failureOf(
                      () ->
                          assertThatMemory(
                                  () -> {
                                    server.ask("own");
                                    KEPT.add(new long[3]);
                                  })
                              .allocations()
                              .ofType(long[].class)
                              .isEmpty())
                  .getMessage())
          .containsPattern("Other threads, not counted: \\d+ objects?, .*told-server");
      assertThat(
              Messages.failureOf(
                      () ->
                          assertThatMemory(
                                  () -> {
                                    server.ask("own");
                                    KEPT.add(ByteBuffer.allocateDirect(8));
                                  })
                              .hasDirectMemoryAtMost(bytes(0)))
                  .getMessage())
          .containsPattern("Other threads, not counted: \\d+ objects?, .*told-server");
    } finally {
      KEPT.clear();
    }
  }

  @Test
  void followedWork_andThreadsThatRunLibrariesOnly_sayNothing() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      pool.submit(() -> KEPT.add(new int[1])).get();
      List<String> warnings =
          warnings(
              () -> {
                assertThatMemory(() -> pool.submit(() -> new int[7].clone()).get())
                    .hasAllocationCountAtMost(100);
                assertThatMemory(ForeignCodeTest::startAThread).hasAllocationCountAtMost(100);
              });
      assertThat(warnings).isEmpty();
    } finally {
      pool.shutdown();
      KEPT.clear();
    }
  }

  private static void startAThread() throws InterruptedException {
    Thread thread = new Thread(() -> KEPT.add(new int[2]));
    thread.start();
    thread.join();
  }

  @Test
  @SuppressWarnings("try") // a scope that is only to be open
  void tasksOfTheScopeAround_sayNothing() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    CyclicBarrier meeting = new CyclicBarrier(2);
    try (MemoryScope scope = MemoryTracker.open()) {
      Future<Integer> around = pool.submit(() -> meetTwice(meeting));
      List<String> warnings =
          warnings(() -> assertThatMemory(() -> meetTwice(meeting)).hasAllocationCountAtMost(100));
      assertThat(around.get()).isEqualTo(7);
      assertThat(warnings).isEmpty();
    } finally {
      pool.shutdown();
    }
  }

  private static int meetTwice(CyclicBarrier meeting) throws Exception {
    int[] seven = new int[7];
    meeting.await(1, TimeUnit.MINUTES);
    meeting.await(1, TimeUnit.MINUTES);
    return seven.clone().length;
  }

  @Test
  @SuppressWarnings("try") // a scope that is only to be open
  void besideAnotherTest_saysNothing() throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch close = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              try (MemoryScope scope = MemoryTracker.open()) {
                open.countDown();
                close.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    other.start();
    open.await();
    try (Server server = new Server("parallel-server")) {
      assertThat(warnings(() -> assertThatMemory(() -> server.ask("own")).hasNoLeaks())).isEmpty();
    } finally {
      close.countDown();
      other.join();
    }
  }

  @Test
  void allThreads_seeIt() {
    try (Server server = new Server("seen-server")) {
      assertThat(
              warnings(
                  () ->
                      assertThatMemory(() -> server.ask("own"))
                          .onAllThreads()
                          .hasAllocationCountAtMost(1_000_000)))
          .isEmpty();
    }
    assertThat(warnings(() -> run(AllThreadsTestCases.class))).isEmpty();
  }

  @TrackMemory(threads = Threads.ALL)
  static class AllThreadsTestCases {

    @Test
    @LimitAllocations(count = 1_000_000)
    void request() {
      AnnotatedTestCases.FIRST.ask("own");
    }
  }
}
