package com.acme;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** A filter that remembers what was asked, if it is told to. */
public final class Requests extends Filter {

  private final Deque<String> seen = new ArrayDeque<>();
  private volatile boolean remembering;

  public void remember(boolean on) {
    remembering = on;
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    if (remembering) {
      synchronized (seen) {
        seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      }
    }
    chain.doFilter(exchange);
  }

  @Override
  public String description() {
    return "remembers";
  }
}
