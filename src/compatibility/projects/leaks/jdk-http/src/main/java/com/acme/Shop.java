package com.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server with a few addresses. */
public final class Shop implements AutoCloseable {

  private final Map<String, String> baskets = new ConcurrentHashMap<>();
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final HttpServer server;

  public Shop() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hello", exchange -> answer(exchange, 200, "hello"));
    server.createContext("/echo", exchange -> answer(exchange, 200, body(exchange)));
    server.createContext("/long", exchange -> answer(exchange, 200, "x".repeat(200_000)));
    server.createContext("/slow", Shop::slow);
    server.createContext("/basket", this::basket);
    server.setExecutor(workers);
    server.start();
  }

  public HttpServer server() {
    return server;
  }

  public URI address(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  private void basket(HttpExchange exchange) throws IOException {
    String owner = exchange.getRequestURI().getPath().substring("/basket/".length());
    if (exchange.getRequestMethod().equals("DELETE")) {
      baskets.remove(owner);
    } else {
      baskets.put(owner, body(exchange));
    }
    answer(exchange, 200, owner);
  }

  private static void slow(HttpExchange exchange) throws IOException {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer(exchange, 200, "at last");
  }

  static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
