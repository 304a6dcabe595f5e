package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.Threads;
import io.trackmemory.extension.TrackMemory;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One server and one client for all tests. */
@NoLeaks
class ShopTest {

  private static final Requests REQUESTS = new Requests();
  private static Shop shop;
  private static HttpClient client;

  @BeforeAll
  static void open() throws Exception {
    shop = new Shop();
    shop.server()
        .createContext("/filtered", exchange -> Shop.answer(exchange, 200, "yes"))
        .getFilters()
        .add(REQUESTS);
    client = HttpClient.newHttpClient();
    for (int i = 0; i < 2; i++) { // starts both workers
      get("/hello");
    }
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(shop.address(path)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(shop.address(path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void cleanAsksAsynchronously() throws ExecutionException, InterruptedException {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(
          client
              .sendAsync(
                  HttpRequest.newBuilder(shop.address("/hello")).build(), BodyHandlers.ofString())
              .thenApply(HttpResponse::body));
    }
    for (CompletableFuture<String> answer : answers) {
      assertEquals("hello", answer.get());
    }
  }

  @Test
  void cleanEchoes() throws Exception {
    assertEquals("a".repeat(10_000), send("POST", "/echo", "a".repeat(10_000)).body());
  }

  @Test
  void cleanGets() throws Exception {
    assertEquals("hello", get("/hello").body());
  }

  @Test
  void cleanGetsWhatIsMissing() throws Exception {
    assertEquals(404, get("/nothing").statusCode());
  }

  @Test
  void cleanGivesUp() {
    HttpRequest request =
        HttpRequest.newBuilder(shop.address("/slow")).timeout(Duration.ofMillis(50)).build();
    assertThrows(HttpTimeoutException.class, () -> client.send(request, BodyHandlers.ofString()));
  }

  @Test
  void cleanPutsAndDeletes() throws Exception {
    assertEquals("ann", send("PUT", "/basket/ann", "two lamps").body());
    assertEquals("ann", send("DELETE", "/basket/ann", "").body());
  }

  @Test
  void cleanReadsLines() throws Exception {
    HttpResponse<Stream<String>> response =
        client.send(HttpRequest.newBuilder(shop.address("/long")).build(), BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      assertEquals(200_000, lines.mapToInt(String::length).sum());
    }
  }

  @HeldBy("com.acme.Calls.PENDING")
  @Test
  void leaksACall() throws Exception {
    CompletableFuture<HttpResponse<String>> call =
        client.sendAsync(
            HttpRequest.newBuilder(shop.address("/hello")).build(), BodyHandlers.ofString());
    Calls.PENDING.put("hello", call);
    assertEquals("hello", call.get().body());
  }

  @HeldBy("com.acme.ShopTest.shop.server")
  @Test
  void leaksAContextOfTheServer() throws Exception {
    byte[] page = new byte[2_000];
    shop.server()
        .createContext(
            "/page", exchange -> Shop.answer(exchange, 200, String.valueOf(page.length)));
    assertEquals("2000", get("/page").body());
  }

  @TrackMemory(threads = Threads.ALL)
  @HeldBy("baskets")
  @Test
  void leaksBaskets() throws Exception {
    assertEquals("bob", send("PUT", "/basket/bob", "one chair").body());
  }

  @TrackMemory(threads = Threads.ALL)
  @HeldBy("com.acme.ShopTest.REQUESTS.seen")
  @Test
  void leaksRequestsInAFilter() throws Exception {
    REQUESTS.remember(true);
    assertEquals("yes", get("/filtered").body());
    REQUESTS.remember(false);
  }
}
