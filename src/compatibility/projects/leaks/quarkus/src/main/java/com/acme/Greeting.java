package com.acme;

import jakarta.enterprise.context.RequestScoped;

/** A bean of a request. */
@RequestScoped
public class Greeting {

  private final StringBuilder text = new StringBuilder("Dear ");

  public String of(String name) {
    return text.append(name).toString();
  }
}
