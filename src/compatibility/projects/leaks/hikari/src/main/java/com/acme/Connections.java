package com.acme;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** Connections that somebody took, until he gives them back. */
public final class Connections {

  static final List<Connection> TAKEN = new ArrayList<>();

  /** The one that a thread works with. */
  static final ThreadLocal<Connection> CURRENT = new ThreadLocal<>();

  private Connections() {}
}
