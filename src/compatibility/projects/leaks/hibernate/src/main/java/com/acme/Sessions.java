package com.acme;

import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** One session a thread. */
public final class Sessions {

  private static final ThreadLocal<Session> CURRENT = new ThreadLocal<>();

  private Sessions() {}

  public static Session open(SessionFactory factory) {
    Session session = factory.openSession();
    CURRENT.set(session);
    return session;
  }

  public static void close() {
    CURRENT.get().close();
    CURRENT.remove();
  }
}
