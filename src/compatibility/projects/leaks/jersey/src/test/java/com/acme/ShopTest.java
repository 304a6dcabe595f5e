package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.Threads;
import io.trackmemory.extension.TrackMemory;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One server and one client for all tests. */
@NoLeaks
class ShopTest {

  private static final Shop SHOP = new Shop();
  private static HttpServer server;
  private static Client client;
  private static WebTarget items;

  @BeforeAll
  static void open() {
    server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://localhost:0/"),
            new ResourceConfig()
                .register(SHOP)
                .register(new Visits())
                .register(JacksonFeature.class));
    client = ClientBuilder.newBuilder().register(JacksonFeature.class).build();
    items =
        client
            .target("http://localhost:" + server.getListeners().iterator().next().getPort())
            .path("items");
  }

  @AfterAll
  static void close() {
    client.close();
    server.shutdownNow();
  }

  @Test
  void cleanAddsAndRemoves() {
    Shop.Item lamp = new Shop.Item(7, "lamp", 30);
    assertEquals(lamp, items.request().post(Entity.json(lamp), Shop.Item.class));
    assertEquals(lamp, items.path("7").request().get(Shop.Item.class));
    assertEquals(204, items.path("7").request().delete().getStatus());
  }

  @Test
  void cleanAnswersLater() throws Exception {
    Future<String> answer = items.path("next").request().async().get(String.class);
    while (!answer.isDone()) { // others may wait as well
      SHOP.tell("lamp");
      Thread.sleep(5);
    }
    assertEquals("lamp", answer.get(10, TimeUnit.SECONDS));
  }

  @Test
  void cleanAsksForWhatIsMissing() {
    assertThrows(NotFoundException.class, () -> items.path("-1").request().get(Shop.Item.class));
  }

  @Test
  void cleanAsksManyTimes() {
    for (int i = 0; i < 50; i++) {
      assertEquals(200, items.queryParam("count", i).request().get().getStatus());
    }
  }

  @Test
  void cleanClosesWhatItDoesNotRead() {
    try (Response response = items.queryParam("count", 1_000).request().get()) {
      assertEquals(200, response.getStatus());
    }
  }

  @Test
  void cleanReadsAList() {
    Shop.Item[] found = items.queryParam("count", 20).request().get(Shop.Item[].class);
    assertEquals(20, found.length);
  }

  @Test
  void cleanSendsWhatIsNoJson() {
    assertThrows(
        BadRequestException.class,
        () -> items.request().post(Entity.json("{\"id\": \"x\""), Shop.Item.class));
  }

  @HeldBy("com.acme.Answers.OPEN")
  @Test
  void leaksAnAnswer() {
    Answers.OPEN.put("list", items.queryParam("count", 100).request().get());
  }

  @TrackMemory(threads = Threads.ALL)
  @HeldBy("com.acme.ShopTest.SHOP.items")
  @Test
  void leaksItems() {
    items.request().post(Entity.json(new Shop.Item(8, "chair", 20)), Shop.Item.class);
  }

  @TrackMemory(threads = Threads.ALL)
  @HeldBy("com.acme.Visits.SEEN")
  @Test
  void leaksVisits() {
    Visits.remembering = true;
    items.queryParam("count", 1).request().get().close();
    Visits.remembering = false;
  }

  @TrackMemory(threads = Threads.ALL)
  @HeldBy("com.acme.ShopTest.SHOP.waiting")
  @Test
  void leaksWhoWaits() throws Exception {
    List<Future<String>> answers = new ArrayList<>();
    answers.add(items.path("next").request().async().get(String.class));
    while (!SHOP.isWaitedFor()) {
      Thread.sleep(5);
    }
  }
}
