package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.trackmemory.extension.NoLeaks;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers and clients of a test's own. */
@NoLeaks
class OwnServersTest {

  private static final List<HttpServer> SERVERS = new ArrayList<>();

  @Test
  void cleanAsksWithAConnection() throws Exception {
    try (Shop shop = new Shop()) {
      HttpURLConnection connection =
          (HttpURLConnection) shop.address("/hello").toURL().openConnection();
      try {
        assertEquals(
            "hello",
            new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      } finally {
        connection.disconnect();
      }
    }
  }

  @Test
  void cleanOpensAServerAndAClient() throws Exception {
    try (Shop shop = new Shop()) {
      HttpClient client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(Duration.ofSeconds(10))
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
      assertEquals(
          "hello",
          client
              .send(HttpRequest.newBuilder(shop.address("/hello")).build(), BodyHandlers.ofString())
              .body());
    }
  }

  @Test
  void cleanOpensTwoServers() throws Exception {
    try (Shop one = new Shop();
        Shop two = new Shop()) {
      HttpClient client = HttpClient.newHttpClient();
      for (Shop shop : List.of(one, two, one)) {
        client.send(
            HttpRequest.newBuilder(shop.address("/long")).build(), BodyHandlers.discarding());
      }
    }
  }

  @HeldBy("com.acme.OwnServersTest.SERVERS | idle-timeout-task")
  @Test
  void leaksAServer() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> Shop.answer(exchange, 200, ""));
    SERVERS.add(server);
  }
}
