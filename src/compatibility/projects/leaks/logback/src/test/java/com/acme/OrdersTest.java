package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trackmemory.extension.NoLeaks;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

@NoLeaks
class OrdersTest {

  private static final ExecutorService POOL = Executors.newSingleThreadExecutor();

  @BeforeAll
  static void start() throws Exception {
    POOL.submit(() -> {}).get();
  }

  @AfterAll
  static void stop() {
    POOL.shutdown();
  }

  @Test
  void cleanLogsFailures() {
    Orders orders = new Orders();
    orders.fail("lamp");
    orders.fail("chair");
  }

  @Test
  void cleanLogsInAContext() {
    Orders orders = new Orders();
    orders.inContext("Ann", () -> orders.order("lamp", 3));
    orders.inContext("Bob", () -> orders.fail("chair"));
  }

  @Test
  void cleanLogsMuch() {
    Orders orders = new Orders();
    for (int i = 0; i < 500; i++) {
      orders.order("thing " + i % 7, i);
    }
    assertTrue(orders.amount("thing 3") > 0);
  }

  @Test
  void cleanLogsOnAThreadOfAPool() throws Exception {
    Orders orders = new Orders();
    POOL.submit(() -> orders.inContext("Ann", () -> orders.order("lamp", 3))).get();
    assertEquals(3, orders.amount("lamp"));
  }

  @Test
  void cleanLogsOrders() {
    Orders orders = new Orders();
    orders.order("lamp", 2);
    orders.order("lamp", 3);
    assertEquals(5, orders.amount("lamp"));
  }

  @Test
  void cleanLogsWithLambdas() {
    Logger log = LoggerFactory.getLogger("shop.lambdas");
    log.atInfo().log(() -> "made " + Thread.currentThread().getName());
    log.atDebug().addArgument(() -> "made").log("never {}");
    log.atWarn().setCause(new IllegalStateException("no")).addKeyValue("n", 7).log("fluent");
  }

  @Test
  void cleanLogsWithMarkers() {
    LoggerFactory.getLogger("shop.markers").info(MarkerFactory.getMarker("SOLD"), "lamp, {}", 3);
  }

  @HeldBy("com.acme.Orders.CURRENT")
  @Test
  void leaksOrdersOfAThreadOfAPool() throws Exception {
    POOL.submit(() -> Orders.begin().order("lamp", 3)).get();
  }
}
