package io.trackmemory.acceptance.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps sessions, and so leaks them unless they are closed. */
public final class Registry {

  private static final List<Session> SESSIONS = new ArrayList<>(16);
  private static final Map<String, byte[]> CACHE = new HashMap<>(16);

  private Registry() {}

  /** Opens a session, which is kept. */
  public static Session open(int size) {
    Session session = new Session(new byte[size]);
    SESSIONS.add(session);
    return session;
  }

  /** Forgets a session. */
  public static void close(Session session) {
    SESSIONS.remove(session);
  }

  /** Keeps a page by its name. */
  public static void cache(String name, int size) {
    CACHE.put(name, new byte[size]);
  }

  /** Forgets all. */
  public static void clear() {
    SESSIONS.clear();
    CACHE.clear();
  }

  /** A session. */
  public static final class Session {

    private final byte[] buffer;

    private Session(byte[] buffer) {
      this.buffer = buffer;
    }

    /** The size of its buffer. */
    public int size() {
      return buffer.length;
    }
  }
}
