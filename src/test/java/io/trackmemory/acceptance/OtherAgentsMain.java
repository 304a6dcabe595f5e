package io.trackmemory.acceptance;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.SiteStatistics;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import net.bytebuddy.ByteBuddy;
import org.mockito.Mockito;

/** Measures code while other agents change it; prints who was there, and what was seen. */
final class OtherAgentsMain {

  private OtherAgentsMain() {}

  /** A class that only an agent can replace. */
  static final class Prices {

    long of(int id) {
      return id;
    }
  }

  public static void main(String[] arguments) throws Exception {
    OrderBook book = new OrderBook();
    boolean covered =
        Arrays.stream(OrderBook.class.getDeclaredMethods())
            .anyMatch(method -> method.getName().equals("$jacocoInit"));
    System.out.println("covered " + covered);
    System.out.println(
        ByteBuddy.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    print(book);
    printOld();
    Prices prices = mock(Prices.class);
    when(prices.of(3)).thenReturn(70L);
    boolean mocked = priceIn(prices) == 70 && prices.getClass() == Prices.class;
    System.out.println("mocked " + (mocked && Mockito.mockingDetails(prices).isMock()));
    print(book);
    OrderBook other = mock(OrderBook.class);
    System.out.println("mocked " + (sumIn(other) == 0));
    print(book);
    for (int run = 0; run < 10_000; run++) {
      book.day(3);
    }
    print(book);
  }

  /* What a class that was compiled for Java 8 makes when it first runs, and later. */
  private static void printOld() throws Exception {
    URL folder = Path.of(System.getProperty("old.classes")).toUri().toURL();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder})) {
      Class<?> type = loader.loadClass("old.OldClass");
      Runnable old = (Runnable) type.getDeclaredConstructor().newInstance();
      String seen = "";
      for (int run = 0; run < 3; run++) {
        seen += MemoryTracker.measure(old::run).allocationCount() + " ";
      }
      boolean covered =
          Arrays.stream(type.getDeclaredMethods())
              .anyMatch(
                  method -> method.toString().endsWith("boolean[] old.OldClass.$jacocoInit()"));
      System.out.println("old " + covered + " " + seen.strip());
    }
  }

  private static long priceIn(Prices prices) {
    return prices.of(3);
  }

  private static int sumIn(OrderBook book) {
    return book.sum(1, 2);
  }

  /* What OrderBook's own lines make: Mockito's are in its methods too, once it is mocked. */
  private static void print(OrderBook book) {
    MemorySnapshot seen = MemoryTracker.measure(() -> book.day(3));
    long count = 0;
    long bytes = 0;
    for (SiteStatistics row : seen.sites()) {
      if (row.site().className().equals(OrderBook.class.getName())) {
        count += row.count();
        bytes += row.bytes();
      }
    }
    System.out.println(
        count + " objects, " + bytes + " B, leaks " + seen.leaks().size() + seen.uncertified());
  }
}
