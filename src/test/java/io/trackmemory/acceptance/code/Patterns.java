package io.trackmemory.acceptance.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Patterns that cost memory, and beside each the same put right. */
public final class Patterns {

  /** What stays. */
  public static final List<Object> KEPT = new ArrayList<>();

  /** How much of each. */
  public static final int NUMBER = 1_000;

  @SuppressWarnings("unused") // only so that nothing is removed
  private static volatile Object seen = "";

  private Patterns() {}

  /** Adds up boxes. */
  @SuppressWarnings("BoxedPrimitiveEquality") // that is the pattern
  public static void sumOfBoxes() {
    Long sum = 1_000L;
    for (int i = 0; i < NUMBER; i++) {
      sum += i;
    }
    seen = sum;
  }

  /** Adds up numbers. */
  public static void sumOfNumbers() {
    long sum = 1_000L;
    for (int i = 0; i < NUMBER; i++) {
      sum += i;
    }
    seen = sum;
  }

  /** A list whose size is not told. */
  public static void listThatGrows() {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < NUMBER; i++) {
      list.add("a");
    }
    seen = list;
  }

  /** One whose size is. */
  public static void listOfItsSize() {
    List<String> list = new ArrayList<>(NUMBER);
    for (int i = 0; i < NUMBER; i++) {
      list.add("a");
    }
    seen = list;
  }

  /** A map whose size is not told. */
  public static void mapThatGrows() {
    fill(new HashMap<>());
  }

  /** One whose size is. */
  public static void mapOfItsSize() {
    fill(new HashMap<>(2 * NUMBER));
  }

  private static void fill(Map<Integer, String> map) {
    for (int i = 0; i < NUMBER; i++) {
      map.put(i, "a");
    }
    seen = map;
  }

  /** A text whose length is not told. */
  public static void builderThatGrows() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < NUMBER; i++) {
      text.append("a");
    }
    seen = text;
  }

  /** One whose length is. */
  public static void builderOfItsSize() {
    StringBuilder text = new StringBuilder(NUMBER);
    for (int i = 0; i < NUMBER; i++) {
      text.append("a");
    }
    seen = text;
  }

  private record Fill(int price, int amount) {}

  /** An object for each. */
  public static void fillsOfADay() {
    for (int i = 0; i < NUMBER; i++) {
      seen = new Fill(i, 1);
    }
  }

  /** An object for each of few. */
  public static void fillsOfAMinute() {
    for (int i = 0; i < NUMBER - 1; i++) {
      seen = new Fill(i, 1);
    }
  }

  /** A buffer for each. */
  public static void bufferInALoop() {
    for (int i = 0; i < NUMBER; i++) {
      seen = new byte[64];
    }
    seen = "";
  }

  /** One for all. */
  public static void bufferBeforeALoop() {
    byte[] buffer = new byte[64];
    for (int i = 0; i < NUMBER; i++) {
      buffer[i % 64] = 1;
      seen = buffer;
    }
    seen = "";
  }

  /** All of a file. */
  public static void fileAtOnce() {
    for (int i = 0; i < 20; i++) {
      seen = new Fill(i, 1);
    }
    seen = new byte[100_000];
  }

  /** A piece of it after the other. */
  public static void fileInPieces() {
    for (int i = 0; i < 20; i++) {
      seen = new byte[5_000];
    }
  }

  /** Five pictures, each in one array of more than half a region of 1 MiB. */
  public static void picturesAtOnce() {
    for (int i = 0; i < 5; i++) {
      seen = new byte[600 << 10];
    }
  }

  /** Each in two arrays, of which the first takes just half a region. */
  public static void picturesInHalves() {
    for (int i = 0; i < 5; i++) {
      seen = new byte[(512 << 10) - 16];
      seen = new byte[(88 << 10) + 16];
    }
  }

  /** Two tasks of a pool, each on a thread of its own, that make so many arrays each. */
  public static void twoTasks(int one, int other) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      CyclicBarrier both = new CyclicBarrier(2);
      Future<?> first = pool.submit(() -> arrays(both, one));
      Future<?> second = pool.submit(() -> arrays(both, other));
      first.get();
      second.get();
    } finally {
      pool.shutdown();
    }
  }

  private static Object arrays(CyclicBarrier both, int number) throws Exception {
    both.await(); // so that neither thread takes both
    for (int i = 0; i < number; i++) {
      seen = new byte[16];
    }
    return "";
  }

  /** Lists in which nothing ever is. */
  public static void listsForNothing() {
    for (int i = 0; i < 300; i++) {
      KEPT.add(new ArrayList<>());
    }
  }

  /** Lists in which something is. */
  public static void listsForSomething() {
    for (int i = 0; i < 300; i++) {
      List<Integer> list = new ArrayList<>();
      list.add(1);
      KEPT.add(list);
    }
  }

  /** The name of a currency, made for each order. */
  public static void currencyOfEach() {
    for (int i = 0; i < 300; i++) {
      KEPT.add(new String("EUR" + i % 2)); // NOPMD a new one is the pattern
    }
  }

  /** The number of each order. */
  public static void numberOfEach() {
    for (int i = 0; i < 300; i++) {
      KEPT.add(new String("order " + i));
    }
  }
}
