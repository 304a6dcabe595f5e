package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.question.LeakFindings.Finding;
import java.lang.ref.SoftReference;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a holder is called, where a library's objects lead to the user's, and where not. */
@SuppressWarnings("ThreadLocalUsage") // in fields of instances, as some have them
class NamedHoldersTest {

  private static final String NAME = NamedHoldersTest.class.getName();

  /** Contexts with beans, as libraries have them. */
  static final class LibraryContexts {
    static final List<Object> ALL = new ArrayList<>();
    static final LibraryContexts ONE = new LibraryContexts();

    final Map<String, Object> singletons = new ConcurrentHashMap<>();
    @Nullable Object latest;

    private LibraryContexts() {}
  }

  static final class LibraryState {
    final List<Object> listeners = new ArrayList<>();
    @Nullable LibraryState next;
  }

  static final class LibraryCache {
    final LibraryWrapper cache = new LibraryWrapper();
  }

  static final class LibraryWrapper {
    final LibraryMap map = new LibraryMap();
  }

  /** A map of a library's own. */
  static final class LibraryMap extends AbstractMap<Object, Object> {
    final Object[] table = new Object[8];

    @Override
    public Set<Entry<Object, Object>> entrySet() {
      return Set.of();
    }
  }

  static final class LibraryLocals {
    final ThreadLocal<Object> current = new ThreadLocal<>();
  }

  static class PriceFeed {
    final List<Object> listeners = new ArrayList<>();
    final ThreadLocal<Object> current = new ThreadLocal<>();
  }

  /** As generators of code name what they make of a bean. */
  static final class PriceFeed$$SpringCGLIB$$0 extends PriceFeed {
    @Nullable Object target;
  }

  static final class Session {
    final byte[] buffer = new byte[10_000];
  }

  private final Survivors survivors = new Survivors().library("$Library");

  @AfterEach
  void release() {
    LibraryContexts.ALL.clear();
    LibraryContexts.ONE.singletons.clear();
    LibraryContexts.ONE.latest = null;
  }

  private Object session() {
    return survivors.note(new Session());
  }

  private List<String> holders() {
    LeakFindings found = survivors.search();
    assertThat(found.uncertified()).isEmpty();
    return found.findings().stream().map(Finding::signature).toList();
  }

  @Test
  void search_beanOfTheUsers_isTheHolder_inEachContext() {
    for (int i = 0; i < 2; i++) {
      LibraryContexts context = new LibraryContexts();
      LibraryContexts.ALL.add(context);
      PriceFeed feed = new PriceFeed();
      context.singletons.put("feed", feed);
      feed.listeners.add(session());
    }
    PriceFeed other = new PriceFeed();
    LibraryContexts.ONE.latest = other;
    other.listeners.add(session());

    assertThat(holders()).containsExactly(NAME + "$PriceFeed.listeners");
  }

  @Test
  void search_beanBehindAProxy_isTheHolder() {
    PriceFeed$$SpringCGLIB$$0 proxy = new PriceFeed$$SpringCGLIB$$0();
    PriceFeed feed = new PriceFeed();
    feed.listeners.add(session());
    proxy.target = feed;
    LibraryContexts.ONE.singletons.put("feed", proxy);

    assertThat(holders()).containsExactly(NAME + "$PriceFeed.listeners");
  }

  @Test
  void search_onlyALibraryHolds_behindACollectionItsLastFieldIsTheHolder() {
    LibraryContexts context = new LibraryContexts();
    LibraryContexts.ALL.add(context);
    context.singletons.put("session", session());
    LibraryState state = new LibraryState();
    LibraryContexts.ALL.add(state);
    state.next = new LibraryState();
    state.next.listeners.add(session());

    assertThat(holders())
        .containsExactlyInAnyOrder(
            NAME + "$LibraryContexts.singletons", NAME + "$LibraryState.listeners");
  }

  @Test
  void search_onlyALibraryHolds_theWayFromItsStaticFieldIsTheHolder() {
    LibraryContexts.ONE.singletons.put("session", session());
    LibraryContexts.ALL.add(session());

    assertThat(holders())
        .containsExactlyInAnyOrder(
            NAME + "$LibraryContexts.ONE.singletons", NAME + "$LibraryContexts.ALL");
  }

  @Test
  void search_collectionOfALibrarys_whoHasItIsTheHolder() {
    LibraryCache cache = new LibraryCache();
    LibraryContexts.ALL.add(new Object[] {cache});
    cache.cache.map.table[3] = session();

    assertThat(holders()).containsExactly(NAME + "$LibraryCache.cache");
  }

  @Test
  void search_threadLocalInAField_isToldByTheField() {
    PriceFeed feed = new PriceFeed();
    LibraryContexts.ALL.add(feed);
    LibraryLocals locals = new LibraryLocals();
    LibraryContexts.ALL.add(locals);
    feed.current.set(session());
    locals.current.set(new ArrayList<>(List.of(session())));
    try {
      List<Finding> findings = survivors.search().findings();

      assertThat(findings)
          .extracting(Finding::signature)
          .containsExactlyInAnyOrder(
              "ThreadLocal " + NAME + "$PriceFeed.current",
              "ThreadLocal " + NAME + "$LibraryLocals.current");
      assertThat(findings)
          .extracting(finding -> finding.chain().suspectIndex().isPresent())
          .containsExactlyInAnyOrder(true, false);
    } finally {
      feed.current.remove();
      locals.current.remove();
    }
  }

  @Test
  void search_fieldOfTheUsersOnAThread_beginsTheName() throws Exception {
    Object end = new Object();
    Thread thread =
        new Thread("worker-1") {
          private @Nullable Object last = session();

          @Override
          public void run() {
            synchronized (end) {
              while (last != null) {
                try {
                  end.wait();
                } catch (InterruptedException e) {
                  last = null;
                }
              }
            }
          }
        };
    thread.start();
    try {
      assertThat(holders()).contains(NAME + "$1.last");
    } finally {
      thread.interrupt();
      thread.join();
    }
  }

  @Test
  void search_chainToAType_endsAtTheNearestOfIt() {
    LibraryContexts.ALL.add(survivors.note(new HashMap<>(Map.of("key", buffered()))));

    Finding finding = survivors.search().findings().get(0);

    assertThat(finding.chainTo("byte[]").links())
        .extracting(link -> link.typeName())
        .endsWith(Session.class.getName(), "byte[]");
    assertThat(finding.chainTo(Session.class.getName()).links())
        .extracting(link -> link.typeName())
        .endsWith("java.util.HashMap$Node", Session.class.getName());
    assertThat(finding.chain().links())
        .extracting(link -> link.typeName())
        .endsWith("java.util.HashMap");
  }

  private Session buffered() {
    Session session = survivors.note(new Session());
    survivors.note(session.buffer);
    return session;
  }

  @Test
  void search_objectOfTwoHolders_isInTheSizeOfOne() {
    Session shared = buffered();
    LibraryContexts.ALL.add(shared);
    LibraryContexts.ONE.latest = shared;
    LibraryContexts.ONE.singletons.put("soft", new SoftReference<>(shared));
    shared = null;

    List<Finding> findings = survivors.search().findings();

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.retainedBytes().orElseThrow()).isGreaterThan(10_000));
  }

  @Test
  void search_partOfTwoHolders_isInTheSizesTogether() {
    Session shared = buffered();
    LibraryContexts.ALL.add(survivors.note(new Object[] {shared}));
    LibraryContexts.ONE.latest = survivors.note(new Object[] {shared});
    shared = null;

    List<Finding> findings = survivors.search().findings();

    assertThat(findings).hasSize(2);
    assertThat(findings.stream().mapToLong(each -> each.retainedBytes().orElseThrow()).sum())
        .isBetween(10_000L, 10_200L);
  }
}
