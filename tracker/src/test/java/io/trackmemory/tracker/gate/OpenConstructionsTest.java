package io.trackmemory.tracker.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.site.Site;
import io.trackmemory.tracker.site.SiteOwner;
import io.trackmemory.tracker.site.SiteTable;
import org.junit.jupiter.api.Test;

/** Which objects are in construction still, by the stack of this thread. */
class OpenConstructionsTest {

  private static final int GONE = 0;
  private static final int STOOD_FOR = 1;
  private static final int POSSIBLE = 2;
  private static final int SURE = 3;

  private final SiteTable table = new SiteTable();
  private final OpenConstructions constructions = new OpenConstructions(table);
  private int[] marks = {};

  private final class Made {
    Made(int... sites) {
      marks = constructions.marks(Thread.currentThread(), sites);
    }
  }

  private int site(String className, String method, String type) {
    SiteOwner.Pass pass = table.owner(className, null, Origin.USER).pass(table);
    int id = pass.next(Site.Kind.OBJECT, method, "()V", type, -1);
    pass.end();
    return id;
  }

  private int here(String method) {
    return site(getClass().getName(), method, Made.class.getName().replace('$', '.'));
  }

  @Test
  void withoutAFrame_isGone() {
    marks = constructions.marks(Thread.currentThread(), new int[] {here("elsewhere")});
    assertThat(marks).containsExactly(GONE);
  }

  @Test
  void withAFrame_isPossible_andOneOnly() {
    int site = here("withAFrame_isPossible_andOneOnly");
    marks = constructions.marks(Thread.currentThread(), new int[] {site, site, site});
    assertThat(marks).containsExactly(POSSIBLE, GONE, STOOD_FOR);
  }

  @Test
  void whoseConstructorRuns_isSure() {
    int site = site(getClass().getName(), "whoseConstructorRuns_isSure", Made.class.getName());
    Made made = new Made(site, here("elsewhere"));
    assertThat(made).isNotNull();
    assertThat(marks).containsExactly(SURE, GONE);
  }

  @Test
  void ofAnotherClass_isGone() {
    int site = site("other.Class", "ofAnotherClass_isGone", "other.Type");
    marks = constructions.marks(Thread.currentThread(), new int[] {site});
    assertThat(marks).containsExactly(GONE);
  }

  @Test
  void ofAThreadThatHasEnded_isGone() {
    marks = constructions.marks(new Thread(), new int[] {here("run")});
    assertThat(marks).containsExactly(GONE);
  }
}
