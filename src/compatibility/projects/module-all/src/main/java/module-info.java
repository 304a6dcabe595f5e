module example.orders {
  exports example;

  requires io.trackmemory.dsl;
  requires io.trackmemory.extension;
  requires io.trackmemory.tracker;
  requires org.assertj.core;
  requires org.junit.jupiter.api;
}
