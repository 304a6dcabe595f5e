package com.acme;

import java.util.ArrayList;
import java.util.List;

/** Terms that a thread has seen. */
public final class Terms {

  static final ThreadLocal<List<String>> SEEN = ThreadLocal.withInitial(ArrayList::new);

  private Terms() {}
}
