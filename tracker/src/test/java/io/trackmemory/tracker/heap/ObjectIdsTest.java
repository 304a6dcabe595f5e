package io.trackmemory.tracker.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectIdsTest {

  @Test
  void numberOf_manyIds_isTheOrderOfAddition() {
    Random random = new Random(7);
    Map<Long, Integer> expected = new HashMap<>();
    ObjectIds ids = new ObjectIds();
    for (int i = 0; i < 50_000; i++) {
      long id = (random.nextInt(40_000) + 1) * 8L;
      boolean isNew = expected.putIfAbsent(id, expected.size()) == null;
      assertThat(ids.add(id)).isEqualTo(isNew);
    }

    assertThat(ids.size()).isEqualTo(expected.size());
    expected.forEach((id, number) -> assertThat(ids.numberOf(id)).isEqualTo(number));
    assertThat(ids.numberOf(12)).isEqualTo(-1);
    assertThat(ids.numberOf(0)).isEqualTo(-1);
  }
}
