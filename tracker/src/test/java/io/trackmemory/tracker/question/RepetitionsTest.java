package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.LeakResult.Repeated;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.jvm.ObjectLayout;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepetitionsTest {

  private static final ObjectLayout LAYOUT = ObjectLayout.ofThisJvm();

  private final Repetitions repetitions = new Repetitions(LAYOUT);

  private static SiteStatistics place(int line) {
    return new SiteStatistics(
        "",
        new AllocationSite("com.acme.Order", "of", "Order.java", line, Origin.USER),
        Optional.empty(),
        0,
        "main",
        true,
        0,
        0);
  }

  private void add(int line, Object... objects) {
    for (Object object : objects) {
      repetitions.add(place(line), object.getClass().getName(), object, 24);
    }
  }

  @Test
  void strings_areComparedByValue_lineByLine() {
    add(1, "EUR", "EUR", "USD", "EUR");
    add(2, "EUR");
    long each = 24L + LAYOUT.arrayBytes("byte", 3);
    assertThat(repetitions.toList())
        .singleElement()
        .returns(2L, Repeated::values)
        .returns(2L, Repeated::spareCount)
        .returns(2 * each, Repeated::spareBytes)
        .satisfies(
            repeated -> {
              assertThat(repeated.objects().count()).isEqualTo(4);
              assertThat(repeated.objects().bytes()).isEqualTo(4 * each);
              assertThat(repeated.objects().site().line()).isEqualTo(1);
            });
  }

  @Test
  void charactersBeyondLatin_takeTwoBytes() {
    add(
        1,
        "\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac",
        "\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac");
    assertThat(repetitions.toList().get(0).spareBytes())
        .isEqualTo(24L + LAYOUT.arrayBytes("byte", 18));
  }

  @Test
  void boxes_areComparedByTypeAndValue() {
    add(1, 1_000, 1_000, 1_000L, 2_000L);
    assertThat(repetitions.toList())
        .singleElement()
        .returns("java.lang.Integer", repeated -> repeated.objects().typeName());
  }

  @Test
  void objectsWithoutAValue_areNotAsked() {
    Object hostile =
        new Object() {
          @Override
          public boolean equals(Object other) {
            throw new AssertionError("no code of users runs here");
          }

          @Override
          public int hashCode() {
            throw new AssertionError("no code of users runs here");
          }
        };
    add(1, hostile, hostile, List.of(), new byte[4], new byte[4]);
    assertThat(repetitions.toList()).isEmpty();
  }
}
