package com.acme;

import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;

/** Answers that somebody forgot to close. */
public final class Answers {

  static final Map<String, Response> OPEN = new HashMap<>();

  private Answers() {}
}
