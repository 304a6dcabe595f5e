package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.sample.Marks;
import io.trackmemory.tracker.MemoryScope;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of each kind of limit, those that keep it and those that break it. */
class BodyTestCases {

  static final List<Object> DIRECT = new ArrayList<>();

  Object field = this;

  @Test
  @LimitAllocations(count = 7)
  void seven() {
    Marks.make(7);
  }

  @Test
  @LimitAllocations(count = 7)
  void eight() {
    Marks.make(8);
  }

  @ParameterizedTest(name = "number {0}")
  @ValueSource(ints = {7, 8})
  @LimitAllocations(count = 7)
  void parameterized(int number) {
    Marks.make(number);
  }

  @RepeatedTest(2)
  @LimitAllocations(count = 7)
  void repeated() {
    Marks.make(7);
  }

  @Test
  @NoAllocations
  void allocates() {
    Marks.make(1);
  }

  @Test
  @LimitPeak("1 KiB")
  void keeps() {
    field = new byte[2000];
    Marks.make(1);
  }

  @Test
  @LimitPeak("4 KiB")
  void keepsNothing() {
    for (int i = 0; i < 10; i++) {
      field = new byte[2000];
      field = this;
    }
  }

  @Test
  @NoDirectMemoryLeaks
  void keepsDirect() {
    DIRECT.add(ByteBuffer.allocateDirect(1000));
  }

  @Test
  @NoLeaks
  void leaks() {
    Marks.keep();
  }

  @Test
  @NoLeaks
  void keepsNone() {
    Marks.make(1);
  }

  @Test
  void checked(MemoryScope memory) {
    Marks.make(3);
    assertThat(Marks.in(memory.snapshot())).isEqualTo(3);
  }

  @Nested
  class Fixture {

    @BeforeEach
    void keep() {
      Marks.keep();
    }

    @Test
    @NoLeaks
    void leaksBefore() {}
  }

  @Nested
  class Inner {

    @RepeatedTest(value = 1, name = "inner seven()")
    @LimitAllocations(count = 7)
    void seven() {
      Marks.make(7);
    }

    @RepeatedTest(value = 1, name = "inner eight()")
    @LimitAllocations(count = 7)
    void eight() {
      Marks.make(8);
    }
  }
}
