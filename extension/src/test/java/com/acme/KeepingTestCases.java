package com.acme;

import io.trackmemory.extension.NoGrowth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;

/** A test whose one instance keeps something of each repetition. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public final class KeepingTestCases {

  private final List<Object> kept = new ArrayList<>();

  @RepeatedTest(10)
  @NoGrowth
  void keeps() {
    kept.add(new byte[100]);
  }
}
