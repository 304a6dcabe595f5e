package io.trackmemory.tracker.site;

import io.trackmemory.tracker.AllocationSite.Origin;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A number comes from a thread that has just made the site, by a race, as counts do. */
@JCStressTest
@Outcome(
    id = {"0", "1"},
    expect = Expect.ACCEPTABLE,
    desc = "no number yet, or the site")
@Outcome(expect = Expect.FORBIDDEN, desc = "a number without a site")
@State
public class SiteTableStress {

  private final SiteTable table = new SiteTable();
  private final SiteOwner owner = new SiteOwner("Owner", Origin.USER, new OwnCode(), null);
  private int number = -1;

  @Actor
  public void makes() {
    SiteOwner.Pass pass = owner.pass(table);
    int made = pass.next(Site.Kind.OBJECT, "method", "()V", "Type", 1);
    pass.end();
    number = made;
  }

  @Actor
  public void finds(I_Result r) {
    int found = number;
    if (found >= 0) {
      Site site = table.get(found);
      r.r1 = site.id == found && site.owner == owner ? 1 : -1;
    }
  }
}
