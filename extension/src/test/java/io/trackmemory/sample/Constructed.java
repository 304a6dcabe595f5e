package io.trackmemory.sample;

/** A superclass of tests whose constructor is given something and makes a mark. */
public class Constructed {

  protected final Object given;

  protected Constructed(Object given) {
    this.given = given;
    Marks.make(1);
  }
}
