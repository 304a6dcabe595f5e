package com.acme;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;

/** Readers that somebody opened, until he closes them. */
public final class Searches {

  static final List<DirectoryReader> OPEN = new ArrayList<>();

  private Searches() {}
}
