package io.trackmemory.tracker.holder;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.jdk.KnownHolder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleIndexTest {

  private static final List<String> PATTERNS =
      List.of("*Cache.map", "shop.Orders", "Orders.ALL", "shop.web.Page.*", "sh*", "shop.web.*");

  /* The first that matches is the same whether all are asked or those that the index gives. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.Orders.ALL",
        "shop.Orders",
        "Orders.ALL",
        "Orders",
        "org.other.Cache.map",
        "shop.web.Page.html",
        "shop.web.PageCache.map",
        "shop.web.Page",
        "shop.other.Page",
        "shipping",
        "java.util.concurrent.ConcurrentHashMap.table",
        "java.util.Locale$Cache.map",
        "java.lang.invoke.MethodType",
        "shop.Boot.<resolved_references>",
        "Boot.<init_lock>",
        "org.junit.platform.launcher.TestPlan.roots",
        "java.util.WeakHashMap$Entry",
        "[*]",
        ""
      })
  void first_isTheFirstOfAllThatMatch(String name) {
    List<KnownHolder> rules = KnownHolder.withIgnored(PATTERNS);
    Optional<KnownHolder> expected =
        rules.stream().filter(rule -> rule.pattern().matches(name)).findFirst();

    Optional<KnownHolder> found =
        new RuleIndex(rules).first(name, rule -> rule.pattern().matches(name));

    assertThat(found).isEqualTo(expected);
  }
}
