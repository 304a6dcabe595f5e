package com.acme;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.List;

/** A filter that remembers who came, if it is told to. */
@Provider
public final class Visits implements ContainerRequestFilter {

  static final List<String> SEEN = new ArrayList<>();
  static volatile boolean remembering;

  @Override
  public void filter(ContainerRequestContext request) {
    if (remembering) {
      synchronized (SEEN) {
        SEEN.add(request.getMethod() + " " + request.getUriInfo().getPath());
      }
    }
  }
}
