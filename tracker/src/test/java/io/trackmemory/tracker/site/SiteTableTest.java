package io.trackmemory.tracker.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.AllocationSite.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteTableTest {

  private static final String LONG = "é".repeat(300);

  private final SiteTable table = new SiteTable();
  private final SiteOwner owner = table.owner("shop.Orders", null, Origin.USER);

  @Test
  void get_tellsWhatAPassFound() {
    List<Integer> ids = pass("take", "give", LONG);

    assertThat(ids).extracting(id -> table.get(id).method).containsExactly("take", "give", LONG);
    assertThat(ids).extracting(id -> table.get(id).id).isEqualTo(ids);
    assertThat(ids).extracting(id -> table.get(id).line).containsExactly(10, 11, 12);
    Site first = table.get(ids.get(0));
    assertThat(first.kind).isEqualTo(Site.Kind.ARRAY);
    assertThat(first.descriptor).isEqualTo("(I)V");
    assertThat(first.typeName).isEqualTo("int[]");
    assertThat(table.get(ids.get(0))).isSameAs(first);
  }

  @Test
  void pass_givesTheSameSitesAgain_andAddsWhatIsNew() {
    List<Integer> before = pass("take", "give", "take");

    List<Integer> after = pass("take", "take", LONG, "give");

    assertThat(after.subList(0, 2)).containsExactly(before.get(0), before.get(2));
    assertThat(after.get(3)).isEqualTo(before.get(1));
    assertThat(after.get(2)).isNotIn(before);
    assertThat(table.get(after.get(2)).method).isEqualTo(LONG);
    assertThat(table.get(before.get(1)).method).isEqualTo("give");
  }

  @Test
  void pass_thatDidNotEnd_leavesNoSite() {
    int lost = owner.pass(table).next(Site.Kind.OBJECT, "take", "()V", "shop.Order", 1);

    List<Integer> ids = pass("take");

    assertThat(table.get(ids.get(0)).line).isEqualTo(10);
    assertThatThrownBy(() -> table.get(lost)).hasMessage("no such site");
  }

  @Test
  void owners_keepManySitesApart() {
    SiteOwner other = table.owner("shop.Returns", null, Origin.USER);
    List<SiteOwner.Pass> passes = List.of(owner.pass(table), other.pass(table));
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) { // more than the table begins with
      ids.add(passes.get(i % 2).next(Site.Kind.OBJECT, "m" + i % 7, "()V", "shop.Order", i));
    }
    passes.forEach(SiteOwner.Pass::end);

    for (int i = 0; i < ids.size(); i += 501) {
      Site site = table.get(ids.get(i));
      assertThat(site.owner).isSameAs(i % 2 == 0 ? owner : other);
      assertThat(site.line).isEqualTo(i);
      assertThat(site.method).isEqualTo("m" + i % 7);
    }
  }

  /* Arrays, one a line from line 10 on, in methods of these names. */
  private List<Integer> pass(String... methods) {
    SiteOwner.Pass pass = owner.pass(table);
    List<Integer> ids = new ArrayList<>();
    for (String method : methods) {
      ids.add(pass.next(Site.Kind.ARRAY, method, "(I)V", "int[]", 10 + ids.size()));
    }
    pass.end();
    return ids;
  }
}
