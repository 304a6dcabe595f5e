package io.trackmemory.dsl;

/** Classes under test that a fake tracker takes for loaded. */
final class FakeClasses {

  private FakeClasses() {}

  static class OrderBook {
    int fields;

    void match() {
      fields++;
    }

    void fills() {
      fields++;
    }
  }

  static final class LimitBook extends OrderBook {}
}
