package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trackmemory.extension.NoLeaks;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.URI;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

/** Servers and clients of a test's own. */
@NoLeaks
class OwnServersTest {

  private static Client kept;

  @Test
  void cleanMakesAClient() {
    Client client =
        ClientBuilder.newClient(
            new ClientConfig()
                .register(JacksonFeature.class)
                .property(ClientProperties.CONNECT_TIMEOUT, 1_000));
    client.target("http://localhost").path("nothing").request();
    client.close();
  }

  @Test
  void cleanStartsAndStops() {
    HttpServer server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://localhost:0/"),
            new ResourceConfig(Shop.class, JacksonFeature.class));
    Client client = ClientBuilder.newClient();
    try {
      int port = server.getListeners().iterator().next().getPort();
      assertEquals(
          "[]",
          client.target("http://localhost:" + port).path("items").request().get(String.class));
    } finally {
      client.close();
      server.shutdownNow();
    }
  }

  @HeldBy("com.acme.OwnServersTest.kept")
  @Test
  void leaksAClient() {
    kept = ClientBuilder.newClient();
    kept.target("http://localhost").request();
  }
}
