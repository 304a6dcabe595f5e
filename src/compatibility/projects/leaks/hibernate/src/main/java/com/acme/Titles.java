package com.acme;

import java.util.HashSet;
import java.util.Set;
import org.hibernate.Interceptor;
import org.hibernate.type.Type;

/** An interceptor of the factory's that remembers what was saved, if it is asked to. */
public final class Titles implements Interceptor {

  private final Set<String> known = new HashSet<>();
  private volatile boolean remembering;

  public void remember(boolean on) {
    remembering = on;
  }

  @Override
  public boolean onPersist(Object entity, Object id, Object[] state, String[] names, Type[] types) {
    if (remembering && entity instanceof Book book) {
      known.add(book.title() + " (" + id + ")");
    }
    return false;
  }
}
