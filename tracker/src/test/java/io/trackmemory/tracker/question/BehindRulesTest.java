package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.question.LeakFindings.Finding;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What rules of the JDK and patterns of the user's do not hide. */
class BehindRulesTest {

  private static final String NAME = BehindRulesTest.class.getName();

  static final List<Object> LIST = new ArrayList<>();
  static final CompletableFuture<Object> NEVER = new CompletableFuture<>();
  static @Nullable Object single;

  /** A provider with something in it. */
  static final class Mine extends Provider {
    private static final long serialVersionUID = 1;
    final transient int[] large = new int[1_000];

    Mine() {
      super("mine", "1", "of a test");
    }
  }

  /** A holder whose class is the user's. */
  static final class Bean {
    final List<Object> listeners = new ArrayList<>();
  }

  private final Survivors survivors = new Survivors();

  @AfterEach
  void release() {
    LIST.clear();
    single = null;
    Security.removeProvider("mine");
  }

  private static Finding only(LeakFindings found) {
    assertThat(found.uncertified()).isEmpty();
    assertThat(found.findings()).as("findings of %s", found).hasSize(1);
    return found.findings().get(0);
  }

  @Test
  void search_provider_isHeldByTheRegistryWithAllThatItHas() {
    Mine mine = survivors.note(new Mine());
    survivors.note(mine.large);
    Security.addProvider(mine);
    mine = null;

    Finding finding = only(survivors.search());

    assertThat(finding.signature()).isEqualTo("sun.security.jca.ProviderConfig.provider");
    assertThat(finding.survivors()).containsExactly(0, 1);
    assertThat(finding.chain().links().get(0).toString())
        .isEqualTo("sun.security.jca.Providers.static providerList");
  }

  @Test
  void search_providerThatALibraryMade_isSetApart() {
    Security.addProvider(survivors.noteOfLibrary(new Mine()));

    LeakFindings found = survivors.search();

    assertThat(found.findings()).isEmpty();
    assertThat(found.setApart()).hasSize(1);
  }

  @Test
  void search_taskOfTheDelayerOfCompletableFuture_isHeldByItsThread() {
    Object page = survivors.note(new int[] {17});
    CompletableFuture<Object> due = new CompletableFuture<>();
    due.completeOnTimeout(page, 1, TimeUnit.HOURS);
    page = null;

    Finding finding = only(survivors.search());

    assertThat(finding.chain().rootDescription()).contains("elay");
    assertThat(due.complete("done")).isTrue();
  }

  @Test
  void search_listOfTheUsersBehindAPatternOfALibrary_isFound() {
    Bean bean = new Bean();
    bean.listeners.add(survivors.note(new int[] {17}));
    NEVER.obtrudeValue(bean);

    LeakFindings found = survivors.ignoring("java.util.concurrent.CompletableFuture*").search();

    assertThat(only(found).signature()).isEqualTo(NAME + ".NEVER.listeners");
    assertThat(found.behindPatterns()).hasSize(1).containsValue(1);
    NEVER.obtrudeValue("none");
  }

  @Test
  void search_objectThatTheHolderItselfKeeps_isIgnoredWithAllThatItHas() {
    Bean bean = survivors.note(new Bean());
    bean.listeners.add(survivors.note(new int[] {17}));
    NEVER.obtrudeValue(bean);
    bean = null;

    LeakFindings found = survivors.ignoring("java.util.concurrent.CompletableFuture*").search();

    assertThat(found.findings()).isEmpty();
    assertThat(found.setApart().get(0).survivors()).containsExactly(0, 1);
    assertThat(found.behindPatterns()).isEmpty();
    NEVER.obtrudeValue("none");
  }

  @Test
  void search_patternThatNamesTheUsersOwn_appliesToAllBehindIt() {
    Bean bean = new Bean();
    bean.listeners.add(survivors.note(new int[] {17}));
    LIST.add(bean);

    assertThat(survivors.ignoring(NAME + ".LIST").search().findings()).isEmpty();
  }
}
