package com.acme;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Calls that are under way, or that somebody forgot. */
public final class Calls {

  static final Map<String, CompletableFuture<HttpResponse<String>>> PENDING =
      new ConcurrentHashMap<>();

  private Calls() {}
}
