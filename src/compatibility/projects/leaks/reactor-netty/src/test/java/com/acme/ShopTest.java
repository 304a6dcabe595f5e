package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.Threads;
import io.trackmemory.extension.TrackMemory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;

/** One server and one client for all tests. */
@NoLeaks
class ShopTest {

  private static final PriceFeed FEED = new PriceFeed();
  private static Shop shop;
  private static HttpClient client;

  @BeforeAll
  static void open() {
    shop = new Shop();
    client = HttpClient.create().host("localhost").port(shop.port());
  }

  @AfterAll
  static void close() {
    shop.stop();
  }

  private static String get(String path) {
    return client.get().uri(path).responseContent().aggregate().asString().block();
  }

  private static String send(String path, String body) {
    return client
        .put()
        .uri(path)
        .send(ByteBufFlux.fromString(Mono.just(body)))
        .responseContent()
        .aggregate()
        .asString()
        .block();
  }

  @Test
  void cleanAsksAtTheSameTime() {
    List<String> answers =
        Flux.range(0, 10)
            .flatMap(i -> client.get().uri("/hello").responseContent().aggregate().asString())
            .collectList()
            .block();
    assertEquals(10, answers.size());
  }

  @Test
  void cleanEchoes() {
    String text = "a".repeat(20_000);
    assertEquals(
        text,
        client
            .post()
            .uri("/echo")
            .send(ByteBufFlux.fromString(Mono.just(text)))
            .responseContent()
            .aggregate()
            .asString()
            .block());
  }

  @Test
  void cleanGets() {
    assertEquals("hello", get("/hello"));
  }

  @Test
  void cleanGetsWhatIsMissing() {
    assertEquals(404, client.get().uri("/nothing").response().block().status().code());
  }

  @Test
  void cleanGivesUp() {
    HttpClient hasty = client.responseTimeout(Duration.ofMillis(50));
    assertThrows(
        RuntimeException.class, () -> hasty.get().uri("/slow").responseContent().blockLast());
  }

  @Test
  void cleanListensForAWhile() {
    CountDownLatch seen = new CountDownLatch(1);
    Disposable listening =
        FEED.prices().map(price -> price + 1_000).subscribe(p -> seen.countDown());
    FEED.tell(5_000);
    listening.dispose();
    FEED.tell(6_000);
    assertEquals(0, seen.getCount());
  }

  @Test
  void cleanPollsForAWhile() throws InterruptedException {
    CountDownLatch three = new CountDownLatch(3);
    Disposable polling = Flux.interval(Duration.ofMillis(5)).subscribe(i -> three.countDown());
    three.await(10, TimeUnit.SECONDS);
    polling.dispose();
  }

  @Test
  void cleanPutsAndDeletes() {
    assertEquals("two lamps", send("/basket/ann", "two lamps"));
    assertEquals(
        "gone",
        client.delete().uri("/basket/ann").responseContent().aggregate().asString().block());
  }

  @Test
  void cleanReadsRows() {
    assertEquals(100, get("/many").lines().count());
  }

  @HeldBy("com.acme.ShopTest.FEED.prices")
  @Test
  void leaksAListener() {
    byte[] seen = new byte[1_000];
    FEED.prices().map(price -> price + 1_000).subscribe(price -> seen[0]++);
  }

  @HeldBy("com.acme.Polls.RUNNING")
  @Test
  void leaksAPoll() {
    byte[] page = new byte[2_000];
    Polls.RUNNING.add(Flux.interval(Duration.ofHours(1)).subscribe(i -> page[0]++));
  }

  @TrackMemory(threads = Threads.ALL)
  @HeldBy("baskets")
  @Test
  void leaksBaskets() {
    assertEquals("one chair", send("/basket/bob", "one chair"));
  }
}
