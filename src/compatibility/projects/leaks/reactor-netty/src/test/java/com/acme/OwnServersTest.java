package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trackmemory.extension.NoLeaks;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Servers, pools and threads of a test's own. */
@NoLeaks
class OwnServersTest {

  private static ConnectionProvider kept;

  @Test
  void cleanHasAPoolAndLoopsOfItsOwn() {
    ConnectionProvider pool = ConnectionProvider.create("own", 2);
    LoopResources loops = LoopResources.create("own", 1, true);
    Shop shop = new Shop();
    try {
      HttpClient client = HttpClient.create(pool).runOn(loops).host("localhost").port(shop.port());
      assertEquals(
          "hello", client.get().uri("/hello").responseContent().aggregate().asString().block());
    } finally {
      shop.stop();
      pool.dispose();
      loops.disposeLater().block();
    }
  }

  @Test
  void cleanHasThreadsOfItsOwn() {
    Scheduler scheduler = Schedulers.newSingle("own");
    try {
      assertEquals("own", Mono.fromCallable(() -> "own").subscribeOn(scheduler).block());
    } finally {
      scheduler.dispose();
    }
  }

  @Test
  void cleanStartsAndStops() {
    ConnectionProvider pool = ConnectionProvider.create("own", 1);
    Shop shop = new Shop();
    HttpClient client = HttpClient.create(pool).host("localhost").port(shop.port());
    assertEquals(
        "hello", client.get().uri("/hello").responseContent().aggregate().asString().block());
    pool.disposeLater().block(); // else the server's side of a connection outlives the server
    shop.stop();
  }

  @HeldBy("com.acme.OwnServersTest.kept")
  @Test
  void leaksAPool() {
    kept = ConnectionProvider.create("kept", 2);
  }
}
