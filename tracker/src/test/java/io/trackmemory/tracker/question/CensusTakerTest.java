package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.held.Late;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.question.HeapCensus.Held;
import io.trackmemory.tracker.question.HeapCensus.Keeper;
import io.trackmemory.tracker.question.HeapCensus.Size;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class CensusTakerTest {

  private static final String TABLE = "io.trackmemory.held.Late.TABLE";

  private final Map<Integer, SoftReference<byte[]>> cache = new HashMap<>();
  private final CensusTaker taker =
      new CensusTaker(
          new LeakQuery(
              List.of(), List.of(), Map.of("cache", cache), List.of(), name -> true, List.of()));

  private HeapCensus latest = HeapCensus.NONE;

  private Held taken(String holder) throws CensusTaker.ImpossibleException {
    latest = taker.take(latest);
    return latest.of(holder);
  }

  private static long entries(Map<String, Size> sizes) {
    return sizes.getOrDefault("java.util.HashMap$Node", Size.NONE).count();
  }

  @Test
  void entriesOfSoftValues_areToldApart_andKnownWhenTheValueIsGone() throws Exception {
    for (int i = 0; i < 3; i++) {
      cache.put(1_000 + i, new SoftReference<>(new byte[100]));
    }
    Held full = taken("cache");
    assertThat(entries(full.soft())).isEqualTo(3);
    assertThat(entries(full.types())).isZero();
    cache.values().stream().limit(2).forEach(Reference::clear);
    Held part = taken("cache");
    assertThat(entries(part.soft())).isEqualTo(1);
    assertThat(entries(part.cleared())).isEqualTo(2);
    assertThat(entries(part.types())).isEqualTo(2);
  }

  @Test
  void whatAClassHolds_isKnownToHaveComeWithIt() throws Exception {
    assertThat(taken(TABLE)).isEqualTo(Held.NOTHING);
    assertThat(Late.size()).isEqualTo(2);
    assertThat(taken(TABLE).withClass()).isTrue();
    assertThat(taken(TABLE).withClass()).isFalse();
  }

  @Test
  void keeper_isToldByTheHolder() throws Exception {
    assertThat(taken("cache").keeper()).isEqualTo(Keeper.USER);
    assertThat(latest.holders().values()).extracting(Held::keeper).contains(Keeper.values());
  }

  @Test
  void classesOfTheUser_areCounted_butForThoseOfCallSites() throws Exception {
    Runnable lambda = () -> {};
    Map<String, Size> classes = taken("loaded classes").types();
    assertThat(lambda).isNotNull();
    assertThat(classes)
        .containsKey("class org.assertj.core.api.Assertions")
        .allSatisfy((name, size) -> assertThat(size.bytes()).as(name).isPositive())
        .noneSatisfy((name, size) -> assertThat(name).contains("$$Lambda"))
        .doesNotContainKey("class java.lang.String");
  }

  @Test
  void heldAlike_isOneObject() throws Exception {
    taken("cache");
    Held before = taken("cache"); // by now nothing has come
    assertThat(taken("cache")).isSameAs(before);
  }
}
