package io.trackmemory.extension;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which dynamic tests our interceptor saw: it is the only thing of ours that is called for one, and
 * an extension that is registered earlier may skip it. The launcher, where {@link SettingsListener}
 * is with it, tells which of them passed. Any thread may call it.
 */
final class DynamicTestsSeen {

  private static final Map<String, DynamicTestsSeen> BY_FACTORY = new ConcurrentHashMap<>();

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unseen = new AtomicInteger();

  private DynamicTestsSeen() {}

  /** Begins to watch those of one factory, by its unique id. */
  static void watch(String factory) {
    BY_FACTORY.put(factory, new DynamicTestsSeen());
  }

  /** Ends it: how many passed that our interceptor did not see. */
  static int unseen(String factory) {
    DynamicTestsSeen watched = BY_FACTORY.remove(factory);
    return watched == null ? 0 : watched.unseen.get();
  }

  /** Our interceptor sees one. */
  static void sees(String test) {
    DynamicTestsSeen watched = BY_FACTORY.get(factoryOf(test));
    if (watched != null) {
      watched.seen.add(test);
    }
  }

  /** One passed. */
  static void passed(String test) {
    DynamicTestsSeen watched = BY_FACTORY.get(factoryOf(test));
    if (watched != null && !watched.seen.remove(test)) {
      watched.unseen.incrementAndGet();
    }
  }

  private static String factoryOf(String test) {
    int dynamic = test.indexOf("/[dynamic-");
    return dynamic < 0 ? test : test.substring(0, dynamic);
  }
}
