package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.trackmemory.extension.NoLeaks;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NoLeaks
class BeansTest {

  @Inject Catalog catalog;
  @Inject Clock clock;
  @Inject Feed feed;
  @Inject Greeting greeting;
  @Inject ManagedExecutor executor;

  @Test
  void cleanAddsAndRemoves() {
    assertEquals("lamp", catalog.add(new Item(1, "lamp", 3)).name());
    assertTrue(catalog.find(1).isPresent());
    catalog.remove(1);
  }

  @Test
  void cleanGreetsInARequest() {
    assertEquals("Dear Ann", greeting.of("Ann"));
  }

  @Test
  void cleanListensForAWhile() {
    List<Integer> seen = new ArrayList<>();
    IntConsumer listener = seen::add;
    feed.add(listener);
    feed.tell(1_000);
    feed.remove(listener);
    assertEquals(List.of(1_000), seen);
  }

  @Test
  void cleanWaitsForTheClock() throws InterruptedException {
    long ticks = clock.ticks();
    while (clock.ticks() == ticks) {
      Thread.sleep(20);
    }
  }

  @Test
  void cleanWorksOnThePool() throws Exception {
    assertEquals("Dear Bob", executor.submit(() -> greeting.of("Bob")).get(10, TimeUnit.SECONDS));
  }

  @HeldBy("com.acme.Catalog.items")
  @Test
  void leaksItems() {
    catalog.add(new Item(2, "chair", 3));
  }

  @HeldBy("com.acme.Feed.listeners")
  @Test
  void leaksAListener() {
    byte[] seen = new byte[1_000];
    feed.add(price -> seen[0]++);
    feed.tell(5);
  }

  @HeldBy("com.acme.Greeted.NAMES")
  @Test
  void leaksThreadLocalOfThePool() throws Exception {
    executor.submit(() -> Greeted.NAMES.get().add("Ann")).get(10, TimeUnit.SECONDS);
  }
}
