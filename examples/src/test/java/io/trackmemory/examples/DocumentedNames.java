package io.trackmemory.examples;

import io.trackmemory.tracker.ThrowingRunnable;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The code that the snippets of README and docs speak of and do not show, so that they run. */
final class DocumentedNames {

  static final int[] values = IntStream.range(0, 1_000).toArray();
  static final byte[] json = Documents.json(3_000);
  static final String html = Documents.html(100);
  static final Reader reader = new Again(Documents.csv(1_000));

  static final OrderBook book = new OrderBook();
  static final Order order = new Order(1);
  static final List<Order> orders = Collections.nCopies(1_000, order);

  static final Server server = new Server();
  static final Client client = new Client();
  static final String request = "GET /";
  static final List<String> requests = List.of(request, request);

  static final Codec codec = new Codec();
  static final String message = "message";

  static final Cache cache = new Cache();
  static final byte[] sharedPool = new byte[1_024];
  static final Map<String, byte[]> index = Map.of("shared", sharedPool, "own", new byte[100]);

  static final Mailer mailer = new Mailer();
  static final String mail = "mail";
  static final Poller poller = new Poller();

  static final ThrowingRunnable action = () -> Catalogue.totalFromTree(json);

  static {
    Sessions.evict(); // a class that a filter names has to be loaded
  }

  private DocumentedNames() {}

  static Stream<String> messages(int count) {
    return IntStream.range(0, count).mapToObj(number -> message + number);
  }

  static OrderBook bookWith(List<Order> orders) {
    OrderBook filled = new OrderBook();
    filled.match(orders);
    return filled;
  }

  static byte[][] rows(int count) {
    return new byte[count][1_024];
  }

  /** Can be read again once it was closed. */
  private static final class Again extends StringReader {
    Again(String text) {
      super(text);
    }

    @Override
    public void close() {
      try {
        reset();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  record Order(int id) {}

  static final class OrderBook {
    private final List<Order> open = List.of(new Order(1), new Order(2));

    /** Two objects an order, at most. */
    int match(Order order) {
      return new Order(order.id() + 1).id() + new Order(order.id() - 1).id();
    }

    int match(List<Order> orders) {
      int sum = 0;
      for (int i = 0; i < orders.size(); i++) {
        sum += match(orders.get(i));
      }
      return sum;
    }

    List<Order> fills() {
      return List.of(open.get(0));
    }
  }

  static final class Session implements AutoCloseable {
    private boolean closed;

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public String toString() {
      return closed ? "closed" : "open";
    }
  }

  static final class Server {
    Session open() {
      return new Session();
    }

    String handle(String request) {
      return request + " answered";
    }

    List<String> handle(List<String> requests) {
      return requests.stream().map(this::handle).toList();
    }
  }

  static final class Client {
    String call(String request) {
      return server.handle(request);
    }
  }

  static final class Codec {
    /** As long as it needs for one message. */
    int encode(String message) {
      return message.getBytes(StandardCharsets.UTF_8).length;
    }

    /** One after the other, into a buffer that has room for any. */
    int encode(Stream<String> messages) {
      byte[] buffer = new byte[64 * 1_024];
      messages.forEach(message -> buffer[encode(message)]++);
      return buffer[0];
    }
  }

  /** Has at most eight. */
  static final class Cache {
    private final Map<Integer, byte[]> kept = new ConcurrentHashMap<>();

    void load(int count) {
      for (int i = 0; i < count; i++) {
        kept.put(i % 8, new byte[16]);
      }
    }
  }

  static final class Mailer {
    CompletableFuture<String> sendLater(String mail) {
      return CompletableFuture.supplyAsync(() -> mail + " sent", ForkJoinPool.commonPool());
    }
  }

  static final class Poller {
    /** Goes on for a while. */
    void start() {
      Thread thread = new Thread(Poller::poll, "poller");
      thread.setDaemon(true);
      thread.start();
    }

    private static void poll() {
      try {
        Thread.sleep(1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lends two buffers, and wants both back whatever happens. */
  static final class Pool {
    private static final Deque<int[]> FREE = new ArrayDeque<>(List.of(new int[4], new int[4]));

    private Pool() {}

    static int carefully() {
      int[] taken = FREE.removeLast();
      try {
        return new byte[taken.length].length;
      } finally {
        FREE.addLast(taken);
      }
    }

    static void check() {
      if (FREE.size() != 2) {
        throw new IllegalStateException("not given back: " + (2 - FREE.size()));
      }
    }
  }
}
