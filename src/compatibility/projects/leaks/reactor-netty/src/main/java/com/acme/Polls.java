package com.acme;

import java.util.ArrayList;
import java.util.List;
import reactor.core.Disposable;

/** Work that repeats until somebody stops it. */
public final class Polls {

  static final List<Disposable> RUNNING = new ArrayList<>();

  private Polls() {}
}
