package io.trackmemory.acceptance.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Code whose allocations are kept as baselines: objects, arrays of each kind, lambdas, boxes. */
public final class Ledgers {

  private Ledgers() {}

  /** One of the user's own classes. */
  public static final class Line {
    private final String name;
    private final long amount;
    private final int number;

    Line(String name, long amount, int number) {
      this.name = name;
      this.amount = amount;
      this.number = number;
    }

    @Override
    public String toString() {
      return name + amount + number;
    }
  }

  /** Some of everything. */
  public static int fill(int lines) {
    Map<Integer, Line> byNumber = new HashMap<>();
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      byNumber.put(1_000 + i, new Line("line", i, i));
      all.add(new byte[i]);
      all.add(new char[i]);
      all.add(new Object[i]);
      all.add(new long[i]);
    }
    Supplier<Object> sum = () -> new int[lines];
    all.add(sum.get());
    return all.size() + byNumber.size();
  }
}
