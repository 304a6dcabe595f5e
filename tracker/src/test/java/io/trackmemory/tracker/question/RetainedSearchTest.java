package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.spi.RetainedObjects;
import io.trackmemory.tracker.spi.RetentionQuery;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What structures keep alive, to the byte: 64-bit JVM with compressed references. */
@Tag("slow")
class RetainedSearchTest {

  static final List<Object> HELD = new ArrayList<>();

  static final class Node {
    @Nullable Object one;
    @Nullable Object other;

    Node() {}

    Node(@Nullable Object one) {
      this.one = one;
    }
  }

  @AfterEach
  void release() {
    HELD.clear();
  }

  private static List<TypeStatistics> retained(Object... roots) {
    return types(RetentionQuery.of(roots));
  }

  private static List<TypeStatistics> types(RetentionQuery query) {
    RetainedObjects found = RetainedSearch.search(query);
    assertThat(found.uncertified()).isEmpty();
    return found.types();
  }

  private static TypeStatistics nodes(long count) {
    return new TypeStatistics(Node.class.getName(), count, count * 24);
  }

  @Test
  void search_list_hasItsArrayAndElements() {
    List<Integer> list = new ArrayList<>(16);
    for (int i = 0; i < 10; i++) {
      list.add(10_000 + i);
    }

    assertThat(retained(list))
        .containsExactly(
            new TypeStatistics("java.lang.Integer", 10, 160),
            new TypeStatistics("java.lang.Object[]", 1, 80),
            new TypeStatistics("java.util.ArrayList", 1, 24));
    assertThat(list).hasSize(10);
  }

  @Test
  void search_map_hasTableNodesKeysAndValues() {
    Map<Integer, String> map = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      map.put(1_000 + i, "value ".concat(Integer.toString(1_000 + i)));
    }

    assertThat(retained(map))
        .containsExactly(
            new TypeStatistics("byte[]", 3, 96),
            new TypeStatistics("java.util.HashMap$Node", 3, 96),
            new TypeStatistics("java.util.HashMap$Node[]", 1, 80),
            new TypeStatistics("java.lang.String", 3, 72),
            new TypeStatistics("java.lang.Integer", 3, 48),
            new TypeStatistics("java.util.HashMap", 1, 48));
    assertThat(map).hasSize(3);
  }

  @Test
  void search_arrays_haveHeaderAndPadding() {
    Object[] arrays = {new byte[1], new boolean[5], new char[3], new long[2], new double[0]};

    assertThat(retained((Object) arrays))
        .containsExactlyInAnyOrder(
            new TypeStatistics("java.lang.Object[]", 1, 40),
            new TypeStatistics("long[]", 1, 32),
            new TypeStatistics("byte[]", 1, 24),
            new TypeStatistics("boolean[]", 1, 24),
            new TypeStatistics("char[]", 1, 24),
            new TypeStatistics("double[]", 1, 16));
  }

  @Test
  void search_millionLinkedNodes_needsNoStack() {
    Node head = new Node();
    for (int i = 1; i < 1_000_000; i++) {
      head = new Node(head);
    }

    assertThat(retained(head)).containsExactly(nodes(1_000_000));
  }

  @Test
  void search_ring_isCountedOnce() {
    Node first = new Node();
    Node second = new Node(first);
    first.one = second;
    second.other = second;

    assertThat(retained(first)).containsExactly(nodes(2));
  }

  @Test
  void search_sharedWithin_isCountedOnce() {
    Node shared = new Node();
    Node both = new Node(new Node(shared));
    both.other = new Node(shared);

    assertThat(retained(both)).containsExactly(nodes(4));
  }

  @Test
  void search_sharedWithAnother_isNotRetained() {
    Node shared = new Node(new Node());
    Node mine = new Node(shared);
    Node others = new Node(shared);

    assertThat(retained(mine)).containsExactly(nodes(1));
    assertThat(retained(mine, others)).containsExactly(nodes(4));
    assertThat(others.one).isSameAs(mine.one);
  }

  @Test
  void search_heldByStaticField_isNotRetained() {
    Node constant = new Node(new Node());
    HELD.add(constant);

    assertThat(retained(new Node(constant))).containsExactly(nodes(1));
  }

  @Test
  void search_rootHeldByStaticField_isCountedAllTheSame() {
    Node root = new Node(new Node());
    HELD.add(root);

    assertThat(retained(root)).containsExactly(nodes(2));
  }

  @Test
  void search_variableThatPointsIntoTheStructure_changesNothing() {
    Node end = new Node();
    Node start = new Node(new Node(end));

    assertThat(retained(start)).containsExactly(nodes(3));
    assertThat(end.one).isNull();
  }

  @Test
  void search_classesConstantsAndEnums_areHeldByOthers() {
    Node root = new Node(RetainedSearchTest.class);
    root.other =
        new Object[] {"literal", TimeUnit.DAYS, Integer.valueOf(1), Thread.currentThread()};

    assertThat(retained(root))
        .containsExactly(new TypeStatistics("java.lang.Object[]", 1, 32), nodes(1));
  }

  @Test
  void search_weaklyOrSoftlyHeld_isNotRetained() {
    Node referent = new Node();
    Node root = new Node(new WeakReference<>(referent));
    root.other = new SoftReference<>(new Node());

    assertThat(retained(root))
        .containsExactlyInAnyOrder(
            nodes(1),
            new TypeStatistics("java.lang.ref.WeakReference", 1, 32),
            new TypeStatistics("java.lang.ref.SoftReference", 1, 40));
    assertThat(referent.one).isNull();
  }

  @Test
  void search_excluded_isLeftOutWithWhatItAloneKeeps() {
    Node shared = new Node();
    Node cache = new Node(new Node(new Node()));
    cache.other = shared;
    Node root = new Node(cache);
    root.other = shared;

    assertThat(retained(root)).containsExactly(nodes(5));
    assertThat(types(RetentionQuery.of(new Object[] {root}).without(new Object[] {cache})))
        .containsExactly(nodes(2));
  }

  @Test
  void search_twice_findsTheSame() {
    Map<String, Node> map = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      map.put("key " + i, new Node(new int[i]));
    }

    assertThat(retained(map)).isEqualTo(retained(map));
  }
}
