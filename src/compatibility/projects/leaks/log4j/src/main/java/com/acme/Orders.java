package com.acme;

import java.util.HashMap;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;

/** Code that logs. */
public final class Orders {

  private static final Logger LOG = LogManager.getLogger(Orders.class);
  private static final ThreadLocal<Orders> CURRENT = new ThreadLocal<>();

  private final Map<String, Integer> amounts = new HashMap<>();

  public void order(String name, int amount) {
    LOG.info("ordered {} of {}", amount, name);
    amounts.merge(name, amount, Integer::sum);
  }

  public int amount(String name) {
    LOG.debug("asked for {}", name);
    return amounts.getOrDefault(name, 0);
  }

  public void fail(String name) {
    LOG.error("no such thing: {}", name, new IllegalArgumentException(name));
  }

  public void inContext(String user, Runnable work) {
    ThreadContext.put("user", "user " + user);
    try {
      work.run();
    } finally {
      ThreadContext.remove("user");
    }
  }

  /** The orders of this thread, until somebody ends them. */
  public static Orders begin() {
    Orders orders = new Orders();
    CURRENT.set(orders);
    return orders;
  }
}
