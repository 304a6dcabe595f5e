package io.trackmemory.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {

  @Test
  void distance_countsLettersThatDiffer() {
    assertThat(NearNames.distance("match", "match")).isZero();
    assertThat(NearNames.distance("mtach", "match")).as("exchanged").isEqualTo(1);
    assertThat(NearNames.distance("mach", "match")).as("left out").isEqualTo(1);
    assertThat(NearNames.distance("matchh", "match")).as("added").isEqualTo(1);
    assertThat(NearNames.distance("natch", "match")).as("changed").isEqualTo(1);
    assertThat(NearNames.distance("", "match")).isEqualTo(5);
    assertThat(NearNames.distance("Match", "mATCH")).as("case").isZero();
    assertThat(NearNames.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void told_nearestFirstAndThreeAtMost() {
    assertThat(
            NearNames.told(
                "matchers", List.of("matcher", "machers", "matches", "other", "matchers")))
        .isEqualTo("; nearest: matchers, machers, matcher");
    assertThat(NearNames.told("match", List.of("fills", "grow"))).isEmpty();
  }

  @Test
  void told_comparesWhatIsWritten() {
    assertThat(
            NearNames.told(
                "OrderBok",
                List.of("com.acme.OrderBook", "com.acme.Shop"),
                name -> name.substring(name.lastIndexOf('.') + 1)))
        .isEqualTo("; nearest: com.acme.OrderBook");
  }
}
