package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnseenMapTest {

  @Test
  void copyOf_isEqualToTheMap_andStaysAsItWas() {
    Map<String, Integer> map = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      map.put("key " + i, i);
    }
    Map<String, Integer> copy = UnseenMap.copyOf(map);
    assertThat(copy).isEqualTo(map).hasSameHashCodeAs(map).hasSize(1_000);
    assertThat(copy.entrySet()).containsExactlyInAnyOrderElementsOf(map.entrySet());
    assertThat(copy.get("key 7")).isEqualTo(7);
    assertThat(copy).doesNotContainKey("key 1000").doesNotContainKey(null);
    map.clear();
    assertThat(copy).hasSize(1_000);
    assertThat(UnseenMap.copyOf(copy)).isSameAs(copy);
    assertThat(UnseenMap.copyOf(Map.<String, Integer>of())).isEmpty();
  }

  @Test
  void copyOf_withKeysOfAnother_keepsThoseThatAreEqual() {
    String known = String.valueOf("known".toCharArray());
    Map<String, Integer> before = UnseenMap.copyOf(Map.of(known, 1));
    Map<String, Integer> later =
        UnseenMap.copyOf(Map.of(String.valueOf("known".toCharArray()), 2, "new", 3), before);
    assertThat(later).isEqualTo(Map.of("known", 2, "new", 3));
    assertThat(later.keySet().stream().filter(known::equals).findFirst().orElseThrow())
        .isSameAs(known);
  }
}
