package com.acme;

import java.util.ArrayList;
import java.util.List;

/** Books for everybody. */
public final class Shelf {

  static final List<Book> RECENT = new ArrayList<>();

  private Shelf() {}
}
