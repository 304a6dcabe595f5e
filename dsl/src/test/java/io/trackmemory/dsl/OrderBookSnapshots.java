package io.trackmemory.dsl;

import static io.trackmemory.dsl.FakeSnapshot.called;
import static io.trackmemory.dsl.FakeSnapshot.jdk;
import static io.trackmemory.dsl.FakeSnapshot.row;
import static io.trackmemory.dsl.FakeSnapshot.user;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Snapshots of an order book at work. */
final class OrderBookSnapshots {

  static final String BOOK = "com.acme.OrderBook";

  private OrderBookSnapshots() {}

  static FakeSnapshot nothing() {
    return new FakeSnapshot();
  }

  static SiteStatistics integers() {
    return row(3, "java.lang.Integer", 48, user(BOOK, "match", 42));
  }

  static SiteStatistics grownArray() {
    return called(
        row(1, "java.lang.Object[]", 56, jdk("java.util.ArrayList", "grow", 237)),
        user(BOOK, "fills", 58),
        1);
  }

  static SiteStatistics list() {
    return row(1, "java.util.ArrayList", 24, user(BOOK, "fills", 57));
  }

  /** Five objects, 128 bytes. */
  static FakeSnapshot fills() {
    return new FakeSnapshot().with(grownArray(), integers(), list());
  }

  /** 46 objects held by a static field. */
  static Leak registryLeak() {
    return new Leak(
        "com.acme.Registry.SESSIONS",
        "static field of com.acme.Registry",
        List.of(
            new ChainLink("com.acme.Registry", "static SESSIONS", true),
            new ChainLink("java.util.ArrayList", "elementData", false),
            new ChainLink("java.lang.Object[]", "[0]", false),
            new ChainLink("java.lang.StringBuilder", "", false)),
        OptionalInt.of(0),
        List.of(
            row(45, "java.lang.StringBuilder", 1080, user(BOOK, "open", 12)),
            row(1, "java.lang.Object[]", 216, user(BOOK, "open", 13))),
        OptionalLong.of(4096));
  }

  static FakeSnapshot leaking() {
    return fills().leaking(registryLeak());
  }
}
