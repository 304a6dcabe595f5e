package com.acme;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A server with a few addresses. */
public final class Shop {

  private final Map<String, String> baskets = new ConcurrentHashMap<>();
  private final DisposableServer server;

  public Shop() {
    server =
        HttpServer.create()
            .host("localhost")
            .port(0)
            .route(
                routes ->
                    routes
                        .get("/hello", (in, out) -> out.sendString(Mono.just("hello")))
                        .post("/echo", (in, out) -> out.send(in.receive().retain()))
                        .get(
                            "/many",
                            (in, out) ->
                                out.sendString(Flux.range(0, 100).map(i -> "row " + i + "\n")))
                        .get(
                            "/slow",
                            (in, out) ->
                                out.sendString(
                                    Mono.delay(Duration.ofMillis(300)).map(tick -> "at last")))
                        .put(
                            "/basket/{owner}",
                            (in, out) ->
                                out.sendString(
                                    in.receive()
                                        .aggregate()
                                        .asString()
                                        .doOnNext(text -> baskets.put(in.param("owner"), text))))
                        .delete(
                            "/basket/{owner}",
                            (in, out) -> {
                              baskets.remove(in.param("owner"));
                              return out.sendString(Mono.just("gone"));
                            }))
            .bindNow();
  }

  public int port() {
    return server.port();
  }

  public void stop() {
    server.disposeNow();
  }
}
