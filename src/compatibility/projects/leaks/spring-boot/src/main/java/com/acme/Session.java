package com.acme;

/** Who works, as this thread knows it. */
final class Session {

  static final ThreadLocal<Session> CURRENT = new ThreadLocal<>();

  private final String user;

  Session(String user) {
    this.user = user;
  }

  String user() {
    return user;
  }
}
