package com.acme;

import io.micronaut.context.annotation.Prototype;

/** A bean made anew for whoever asks. */
@Prototype
public class Greeting {

  private final StringBuilder text = new StringBuilder("Dear ");

  public String of(String name) {
    return text.append(name).toString();
  }
}
