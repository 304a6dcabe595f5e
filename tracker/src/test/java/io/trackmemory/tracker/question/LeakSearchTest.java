package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.holder.Reachability;
import io.trackmemory.tracker.question.LeakFindings.Apart;
import io.trackmemory.tracker.question.LeakFindings.Finding;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holders in fields, collections, lambdas and inner classes. */
class LeakSearchTest {

  static final List<Object> LIST = new ArrayList<>();
  static final Map<Object, Object> MAP = new HashMap<>();
  static final Map<Object, Object> CONCURRENT = new ConcurrentHashMap<>();
  static final Map<Object, Object> WEAK = new WeakHashMap<>();
  static final Server SERVER = new Server();
  static @Nullable Object single;
  static @Nullable Object soft;

  static final class Session {
    final byte[] buffer = new byte[1000];
    @Nullable Object peer;
  }

  static final class Server {
    final List<Runnable> listeners = new ArrayList<>();
    @Nullable Session last;
  }

  static final class Node {
    @Nullable Node next;
  }

  private final Survivors survivors = new Survivors();

  @AfterEach
  void release() {
    LIST.clear();
    MAP.clear();
    CONCURRENT.clear();
    WEAK.clear();
    SERVER.listeners.clear();
    SERVER.last = null;
    single = null;
    soft = null;
  }

  private Session session() {
    return survivors.note(new Session());
  }

  private Finding only(LeakFindings found) {
    assertThat(found.uncertified()).isEmpty();
    assertThat(found.findings()).hasSize(1);
    return found.findings().get(0);
  }

  private static List<String> texts(Finding finding) {
    return finding.chain().links().stream().map(ChainLink::toString).toList();
  }

  @Test
  void search_staticField_isTheHolder() {
    single = session();

    Finding finding = only(survivors.search());

    assertThat(finding.signature()).isEqualTo(LeakSearchTest.class.getName() + ".single");
    assertThat(finding.chain().rootDescription())
        .isEqualTo("static field of " + LeakSearchTest.class.getName());
    assertThat(finding.chain().links())
        .containsExactly(
            new ChainLink(LeakSearchTest.class.getName(), "static single", true),
            new ChainLink(Session.class.getName(), "", false));
    assertThat(finding.chain().suspectIndex()).hasValue(0);
    assertThat(finding.survivors()).containsExactly(0);
    assertThat(finding.retainedBytes().orElseThrow()).isBetween(1000L, 1200L);
    assertThat(survivors.search().setApart()).isEmpty();
  }

  @Test
  void search_fieldOfSingleton_isPartOfTheSignature() {
    SERVER.last = session();

    Finding finding = only(survivors.search());

    assertThat(finding.signature()).endsWith("LeakSearchTest.SERVER.last");
    assertThat(texts(finding))
        .containsExactly(
            LeakSearchTest.class.getName() + ".static SERVER",
            Server.class.getName() + ".last",
            Session.class.getName());
  }

  @Test
  void search_hashMap_namesTheMapNotItsInsides() {
    MAP.put("key", session());

    Finding finding = only(survivors.search());

    assertThat(finding.signature()).endsWith("LeakSearchTest.MAP");
    assertThat(texts(finding))
        .containsExactly(
            LeakSearchTest.class.getName() + ".static MAP",
            "java.util.HashMap.table",
            "java.util.HashMap$Node[][*]",
            "java.util.HashMap$Node.value",
            Session.class.getName());
  }

  @Test
  void search_nodeOfTheMapIsASurvivorToo_chainLeadsToTheValue() {
    MAP.put("key", session());
    survivors.note(MAP.entrySet().iterator().next());

    Finding finding = only(survivors.search());

    assertThat(finding.survivors()).hasSize(2);
    assertThat(finding.chain().links().get(finding.chain().links().size() - 1).typeName())
        .isEqualTo(Session.class.getName());
  }

  @Test
  void search_concurrentHashMap_isTheHolder() {
    CONCURRENT.put("key", session());

    assertThat(only(survivors.search()).signature()).endsWith("LeakSearchTest.CONCURRENT");
  }

  @Test
  void search_weakMapWhoseValueRefersToItsKey_isTheHolder() {
    Session key = session();
    Session value = session();
    value.peer = key;
    WEAK.put(key, value);
    key = null;
    value = null;

    Finding finding = only(survivors.search());

    assertThat(finding.signature()).endsWith("LeakSearchTest.WEAK");
    assertThat(finding.survivors()).containsExactly(0, 1);
  }

  @Test
  void search_weakMapWhoseKeyTheTestHolds_isTheTests() {
    Supplier<Object> fixture = holding(session());
    WEAK.put(fixture.get(), session());
    CONCURRENT.put(new WeakReference<>(fixture.get()), session());

    LeakFindings found = survivors.notHolder(fixture).search();

    assertThat(found.findings()).isEmpty();
    assertThat(found.setApart()).containsExactly(new Apart(Reachability.BY_TEST, List.of(0, 1, 2)));
  }

  @Test
  void search_weakMapEntryOfLiveKey_leaksNothing() {
    Object key = new Object();
    WEAK.put(key, "value");
    survivors.note(new WeakReference<>(new Session()));

    assertThat(survivors.query().survivors()).isEmpty();
    assertThat(survivors.search()).isEqualTo(LeakFindings.NONE);
    assertThat(WEAK).containsKey(key);
  }

  @Test
  void search_listenerInnerClass_chainShowsTheListOfTheServer() {
    SERVER.listeners.add(survivors.note(new Listener().task()));

    Finding finding = only(survivors.search());

    assertThat(finding.signature()).endsWith("LeakSearchTest.SERVER.listeners");
    assertThat(finding.survivors()).containsExactly(0, 1);
    assertThat(finding.chain().suspectIndex()).hasValue(0);
  }

  private final class Listener {
    final String name = survivors.getClass().getName();

    Runnable task() {
      survivors.note(this);
      return new Runnable() {
        @Override
        public void run() {
          LIST.add(name);
        }
      };
    }
  }

  @Test
  void search_innerClassHoldsOuter_chainGoesOverThis0() {
    Outer outer = new Outer();
    LIST.add(outer.inner());
    outer.session = session();
    outer = null;

    assertThat(texts(only(survivors.search())))
        .contains(Outer.class.getName() + "$Inner.this$0", Outer.class.getName() + ".session");
  }

  static final class Outer {
    @Nullable Session session;

    Inner inner() {
      return new Inner();
    }

    final class Inner {
      Outer outer() {
        return Outer.this;
      }
    }
  }

  @Test
  void search_lambdaCapturesList_isDescribedAsCaptured() {
    List<Object> captured = new ArrayList<>();
    Runnable action = () -> captured.add(session());
    action.run();

    Finding finding =
        only(survivors.notHolder(this).extraRoot("captured by the action", action).search());

    assertThat(finding.chain().rootDescription()).isEqualTo("captured by the action");
    assertThat(finding.signature()).isEqualTo("captured by the action.arg$2");
    assertThat(finding.chain().links().get(0))
        .isEqualTo(
            new ChainLink(LeakSearchTest.class.getName() + "$$Lambda", "captured arg$2", false));
    assertThat(finding.chain().suspectIndex()).isEmpty();
  }

  @Test
  void search_lambdaInAList_isTheFirstReferenceInTheUsersCode() {
    Session session = session();
    List<Runnable> library = new ArrayList<>(List.of(() -> assertThat(session).isNotNull()));

    Finding finding = only(survivors.notHolder(this).extraRoot("library", library).search());

    assertThat(finding.chain().suspectIndex()).hasValue(2);
  }

  @Test
  void search_softlyHeldOnly_isSetApart() {
    soft = new SoftReference<>(session());

    LeakFindings found = survivors.search();

    assertThat(found.findings()).isEmpty();
    assertThat(found.setApart()).containsExactly(new Apart("only softly reachable", List.of(0)));
  }

  @Test
  void search_heldByTestInstance_isSetApart() {
    Supplier<Object> fixture = holding(session());
    single = session();

    LeakFindings found = survivors.notHolder(fixture).search();

    assertThat(only(found).survivors()).containsExactly(1);
    assertThat(found.setApart()).containsExactly(new Apart(Reachability.BY_TEST, List.of(0)));
    assertThat(fixture.get()).isNotNull();
  }

  private static Supplier<Object> holding(Object held) {
    return () -> held;
  }

  @Test
  void search_ignoredHolder_isSetApartBesideARealLeak() {
    MAP.put("key", session());
    LIST.add(session());

    LeakFindings found = survivors.ignoring("*LeakSearchTest.MAP").search();

    assertThat(only(found).signature()).endsWith("LeakSearchTest.LIST");
    assertThat(found.setApart())
        .containsExactly(new Apart("ignored by pattern *LeakSearchTest.MAP", List.of(0)));
  }

  @Test
  void search_ignoredType_isSetApartBesideARealLeak() {
    LIST.add(session());
    LIST.add(survivors.note(new Node()));

    LeakFindings found = survivors.ignoring(Session.class.getName()).search();

    assertThat(only(found).survivors()).containsExactly(1);
    assertThat(found.setApart()).hasSize(1);
  }

  @Test
  void search_twoHolders_giveTwoFindings() {
    LIST.add(session());
    LIST.add(session());
    MAP.put("key", session());

    List<Finding> findings = survivors.search().findings();

    assertThat(findings).hasSize(2);
    assertThat(findings.get(0).signature()).endsWith("LIST");
    assertThat(findings.get(0).survivors()).containsExactly(0, 1);
    assertThat(findings.get(1).signature()).endsWith("MAP");
    assertThat(findings.get(1).survivors()).containsExactly(2);
  }

  @Test
  void search_fortySixAlike_giveOneFinding() {
    IntStream.range(0, 46).forEach(i -> LIST.add(session()));

    Finding finding = only(survivors.search());

    assertThat(finding.survivors()).hasSize(46);
    assertThat(texts(finding)).contains("java.lang.Object[][0]");
    assertThat(finding.retainedBytes().orElseThrow()).isBetween(46_000L, 52_000L);
  }

  @Test
  void search_longLinkedList_isOneFindingAndNoRecursion() {
    Node head = new Node();
    for (int i = 0; i < 100_000; i++) {
      Node node = survivors.note(new Node());
      node.next = head.next;
      head.next = node;
    }
    single = head;
    head = null;

    Finding finding = only(survivors.search());

    assertThat(finding.survivors()).hasSize(100_000);
    assertThat(finding.chain().links()).hasSize(3);
    assertThat(finding.retainedBytes().orElseThrow()).isEqualTo(100_000L * 16);
  }

  @Test
  void search_atTheEndOfALongListOfOldObjects_foldsTheChain() {
    Node end = new Node();
    single = end;
    for (int i = 0; i < 5_000; i++) {
      end.next = new Node();
      end = end.next;
    }
    end.next = survivors.note(new Node());
    end = null;

    Finding finding = only(survivors.search());

    assertThat(finding.signature()).endsWith("LeakSearchTest.single.next");
    assertThat(texts(finding)).contains(Node.class.getName() + ".next (5001 times)");
  }

  @Test
  void search_heldThroughAnotherSurvivor_belongsToItsFinding() {
    Session inner = session();
    Session outer = session();
    outer.peer = inner;
    LIST.add(outer);
    inner = null;
    outer = null;

    Finding finding = only(survivors.search());

    assertThat(finding.survivors()).containsExactly(0, 1);
    assertThat(finding.chain().links()).hasSize(4);
  }

  @Test
  void search_twice_tellsTheSame() {
    LIST.add(session());
    MAP.put("key", session());

    assertThat(survivors.search())
        .usingRecursiveComparison()
        .ignoringFields("findings.places.entry") // a number in one dump
        .isEqualTo(survivors.search());
  }
}
