package com.acme;

import java.util.ArrayList;
import java.util.List;

/** Who was greeted, as this thread knows it. */
public final class Greeted {

  static final ThreadLocal<List<String>> NAMES = ThreadLocal.withInitial(ArrayList::new);

  private Greeted() {}
}
