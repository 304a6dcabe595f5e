package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.held.Late;
import io.trackmemory.held.OwnLoader;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.question.HeapCensus.Held;
import io.trackmemory.tracker.question.HeapCensus.Keeper;
import io.trackmemory.tracker.question.HeapCensus.Size;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class CensusTakerTest {

  private static final String TABLE = "io.trackmemory.held.Late.TABLE";

  private final Map<Integer, SoftReference<byte[]>> cache = new HashMap<>();
  private final List<SoftReference<Object>> softly = new ArrayList<>();
  private final List<Object> strongly = new ArrayList<>();
  private final CensusTaker taker =
      new CensusTaker(
          new LeakQuery(
              List.of(),
              List.of(),
              Map.of("cache", cache, "softly", softly, "strongly", strongly),
              List.of(),
              name -> true,
              List.of()));

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

  private static final String OF_LOADER =
      "class " + OwnLoader.nameOfClass() + " of loader " + OwnLoader.class.getName();

  @Test
  void classesOfALoader_areToldWithIt_butNotThoseThatAreSoftlyHeld() throws Exception {
    OwnLoader loader = new OwnLoader();
    assertThat(loader.define().getDeclaredConstructors()).isNotEmpty();
    softly.add(new SoftReference<>(loader));
    assertThat(inUse(loader).get(OF_LOADER)).isNotNull();
    loader = null;
    assertThat(softly).noneMatch(soft -> soft.refersTo(null));
    assertThat(taken("loaded classes").types()).doesNotContainKey(OF_LOADER);
  }

  private Map<String, Size> inUse(OwnLoader loader) throws Exception {
    HeapCensus census =
        new CensusTaker(
                new LeakQuery(
                    List.of(),
                    List.of(),
                    Map.of("loader", loader),
                    List.of(),
                    name -> true,
                    List.of()))
            .take(HeapCensus.NONE);
    return census.of("loaded classes").types();
  }

  private static final OwnLoader.OfClass OF_CLASS = new OwnLoader.OfClass();

  private static final String DESCRIPTION = OwnLoader.Description.class.getName();

  private long descriptions() throws CensusTaker.ImpossibleException {
    taken("cache");
    return latest.holders().values().stream()
        .mapToLong(held -> held.types().getOrDefault(DESCRIPTION, Size.NONE).count())
        .sum();
  }

  @Test
  void classValuesOfAClassThatIsSoftlyHeld_goWithIt() throws Exception {
    Class<?> type = new OwnLoader().define();
    assertThat(type.getDeclaredConstructors()).isNotEmpty();
    assertThat(OF_CLASS.get(type)).isNotNull();
    softly.add(new SoftReference<>(type));
    assertThat(whileHeld(type)).isEqualTo(1);
    type = null;
    assertThat(softly).noneMatch(soft -> soft.refersTo(null));
    assertThat(descriptions()).isZero();
    assertThat(latest.of("loaded classes").types()).doesNotContainKey(OF_LOADER);
  }

  private long whileHeld(Class<?> type) throws CensusTaker.ImpossibleException {
    strongly.add(type);
    try {
      return descriptions();
    } finally {
      strongly.clear();
    }
  }

  @Test
  void classValuesThatKeepLoaders_areCounted() throws Exception {
    List<WeakReference<OwnLoader.OfOther>> values = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      OwnLoader.OfOther value = new OwnLoader.OfOther(new OwnLoader().define());
      assertThat(value.get(Integer.class)).isNotNull();
      values.add(new WeakReference<>(value));
    }
    try {
      assertThat(descriptions()).isEqualTo(3);
      Map<String, Size> classes = latest.of("loaded classes").types();
      assertThat(classes.getOrDefault(OF_LOADER, Size.NONE).count()).isEqualTo(3);
    } finally {
      for (WeakReference<OwnLoader.OfOther> value : values) {
        Objects.requireNonNull(value.get()).remove(Integer.class);
      }
    }
  }
}
