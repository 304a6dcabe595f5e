package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatReference;
import static io.trackmemory.dsl.MemoryAssertions.assertThatRetained;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.mib;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.acceptance.code.Registry.Session;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Objects that must be gone, and what structures keep alive. */
class StructuresTest {

  @BeforeAll
  static void loadCode() {
    Registry.close(Registry.open(1));
  }

  @AfterEach
  void clear() {
    Registry.clear();
  }

  private static WeakReference<Session> opened() {
    return new WeakReference<>(Registry.open(100));
  }

  private static List<Integer> tenIntegers() {
    List<Integer> list = new ArrayList<>(16);
    for (int i = 0; i < 10; i++) {
      list.add(10_000 + i);
    }
    return list;
  }

  @Test
  void isCollected() {
    WeakReference<Session> session = opened();
    assertThat(messageOf(() -> assertThatReference(session).isCollected()))
        .isEqualTo(
            """
            Expecting the object to be collected but io.trackmemory.acceptance.code.Registry$Session (16 B) is still reachable:
              held by io.trackmemory.acceptance.code.Registry.SESSIONS (retains 136 B):
                from the root:
                  static field of io.trackmemory.acceptance.code.Registry
                  io.trackmemory.acceptance.code.Registry.static SESSIONS   <- first reference in your code
                  java.util.ArrayList.elementData
                  java.lang.Object[][0]
                  io.trackmemory.acceptance.code.Registry$Session
            To accept: leave isCollected() out""");
    Registry.clear();
    assertThatReference(session).isCollected();
  }

  @Test
  void retained_passing() {
    List<Integer> list = tenIntegers();
    assertThatRetained(list)
        .hasBytesAtMost(bytes(160 + 80 + 24))
        .hasObjectCountAtMost(12)
        .ofType(Number.class)
        .hasBytesAtMost(bytes(160))
        .hasObjectCountAtMost(10);
    assertThatRetained(list)
        .excluding(list.get(0), list.get(1))
        .hasBytesAtMost(bytes(128 + 80 + 24))
        .ofType("java.lang.Integer")
        .hasObjectCountAtMost(8);
  }

  @Test
  void retained_failing() {
    List<Integer> list = tenIntegers();
    assertThat(messageOf(() -> assertThatRetained(list).hasBytesAtMost(bytes(263))))
        .isEqualTo(
            """
            Expecting java.util.ArrayList to keep alive at most 263 B but it keeps 264 B in 12 objects:
              10 x java.lang.Integer      160 B
               1 x java.lang.Object[]      80 B
               1 x java.util.ArrayList     24 B
            To accept: hasBytesAtMost(bytes(264))""");
    assertThat(
            messageOf(
                () -> assertThatRetained(list).ofType(Iterable.class).hasObjectCountAtMost(0)))
        .isEqualTo(
            """
            Expecting java.util.ArrayList to keep alive at most 0 objects of java.lang.Iterable but it keeps 1 (24 B):
              1 x java.util.ArrayList     24 B
            To accept: ofType(Iterable.class).hasObjectCountAtMost(1)""");
  }

  @Test
  void retained_ofTypeThatIsNotLoaded() {
    assertThat(
            messageOf(
                () ->
                    assertThatRetained(tenIntegers())
                        .ofType("com.acme.Misspelt")
                        .hasObjectCountAtMost(0)))
        .startsWith(
            "Cannot certify ofType(\"com.acme.Misspelt\").hasObjectCountAtMost(0) of"
                + " java.util.ArrayList: no class com.acme.Misspelt is loaded");
  }

  @Tag("slow")
  @Test
  void retained_whatOthersHold_isNotCounted() {
    Session shared = Registry.open(100);
    Map<Object, Object> map = new HashMap<>();
    map.put("literal", shared);
    map.put(Thread.State.NEW, Integer.valueOf(1));

    assertThatRetained(map).hasBytesAtMost(bytes(48 + 80 + 2 * 32)).hasObjectCountAtMost(4);
    Registry.clear();
    assertThat(messageOf(() -> assertThatRetained(map).hasObjectCountAtMost(4)))
        .startsWith(
            "Expecting java.util.HashMap to keep alive at most 4 objects but it keeps 6 (328 B):");
    assertThat(shared.size()).isEqualTo(100);
  }

  @Tag("slow")
  @Test
  @SuppressWarnings("JdkObsolete") // a long chain of nodes is what is tested
  void retained_millionLinkedNodes() {
    List<Integer> list = new LinkedList<>();
    for (int i = 0; i < 1_000_000; i++) {
      list.add(i % 100);
    }

    assertThatRetained(list)
        .hasBytesAtMost(bytes(24_000_000 + 32))
        .hasBytesAtMost(mib(23))
        .hasObjectCountAtMost(1_000_001);
  }
}
