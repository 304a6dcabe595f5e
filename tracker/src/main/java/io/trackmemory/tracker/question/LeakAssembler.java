package io.trackmemory.tracker.question;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.gate.Doubts;
import io.trackmemory.tracker.heap.FullCollection;
import io.trackmemory.tracker.heap.ReferenceQueues;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.holder.Made;
import io.trackmemory.tracker.jdk.JdkNames;
import io.trackmemory.tracker.jvm.ObjectLayout;
import io.trackmemory.tracker.recorded.LeakContext;
import io.trackmemory.tracker.recorded.Moment;
import io.trackmemory.tracker.recorded.Outstanding;
import io.trackmemory.tracker.recorded.Recorded;
import io.trackmemory.tracker.recorded.Rows;
import io.trackmemory.tracker.site.Site;
import io.trackmemory.tracker.site.TypeNames;
import io.trackmemory.tracker.spi.KnownLeak;
import io.trackmemory.tracker.spi.Settings;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Searches for what is left of a scope, and says where it was allocated. */
public record LeakAssembler(Recorded recorded, Moment from, Moment to, Outstanding outstanding) {

  /* A survivor, where and for whom it was made, how many it stands for, whether it is a node that a
   * collection made in place of another, and why it must be gone. */
  private record Survivor(
      WeakReference<?> reference,
      SiteStatistics place,
      Made made,
      int weight,
      boolean copy,
      String mustBeGone) {

    Survivor thatMustBeGone(String why) {
      String all = mustBeGone.isEmpty() ? why : mustBeGone + "; " + why;
      return new Survivor(reference, place, Made.BY_USER, weight, copy, all);
    }
  }

  /* JDK 28 has value classes, with previews. */
  static String unfollowed(int jdk) {
    return jdk < 28
        ? "memory or stack ran out while objects were followed; leave the code under test more"
        : "memory or stack ran out while objects were followed, or one was of a value class, to"
            + " which no reference may refer; leave the code under test more, or run it without"
            + " --enable-preview";
  }

  public LeakResult search() {
    if (!recorded.follows()) {
      return LeakResult.uncertified(
          "this measurement only counted and followed no object; ask for leaks in a measurement"
              + " of its own");
    }
    if (recorded.accounts().stream().anyMatch(account -> account.unfollowed() > 0)) {
      return LeakResult.uncertified(unfollowed(Runtime.version().feature()));
    }
    for (AccountView account : recorded.accounts()) {
      if (account.unfollowedSite() >= 0) {
        return LeakResult.uncertified(
            "an object that was made at "
                + recorded.sites().get(account.unfollowedSite()).toAllocationSite()
                + " could not be followed, as the pattern of instructions is not known; compile its"
                + " class with another compiler");
      }
    }
    Optional<String> failures = recorded.doubts().onCounts();
    if (failures.isPresent()) {
      return LeakResult.uncertified(failures.get());
    }
    if (!recorded.sites().knowsUsers()) {
      return LeakResult.uncertified(
          "no class that is loaded is known as your own code, so that nobody can tell whose what is"
              + " left is; name your packages with "
              + Settings.OWN.key());
    }
    Optional<String> goesOn = outstanding.await(recorded.handedOver().longest());
    ReferenceQueues queues = ReferenceQueues.watch();
    if (!FullCollection.run()) {
      return LeakResult.uncertified(FullCollection.IMPOSSIBLE);
    }
    List<Survivor> survivors = survivors();
    if (!query(survivors).asksOnlyForNotHolders()) { // a clean test must not cost another
      queues.await(recorded.setting(Settings.LEAKS_SETTLE));
      FullCollection.run(); // what the first one made unreachable by running clean-up
      survivors = survivors();
    }
    LeakResult found = explain(survivors);
    boolean asked = !recorded.handedOver().longest().isZero() && found.leaks().isEmpty();
    /* None found is no proof where work went on, or has made more since the snapshot was taken. */
    Optional<String> doubt =
        asked ? goesOn.map(Doubts::unfinished).or(outstanding::doubt) : Optional.empty();
    return found.uncertified().isEmpty() && doubt.isPresent()
        ? LeakResult.uncertified(doubt.get())
        : found;
  }

  private List<Survivor> survivors() {
    List<Survivor> survivors = new ArrayList<>();
    for (AccountView account : recorded.accounts()) {
      SurvivorCallers known =
          new SurvivorCallers(recorded.gate(), recorded.sites(), account, recorded.callers());
      for (WeakReference<?> object : account.followed()) {
        if (object != null
            && !object.refersTo(null)
            && isIn(account, recorded.gate().phaseOf(object))) {
          survivors.add(survivor(account, object, known));
        }
      }
    }
    for (LeakContext.Expected object : recorded.leakContext().expected()) {
      addExpected(survivors, object);
    }
    return survivors;
  }

  /* Followed or not, an object is judged once. */
  private static void addExpected(List<Survivor> survivors, LeakContext.Expected expected) {
    Object object = expected.reference().get();
    for (int i = 0; object != null && i < survivors.size(); i++) {
      if (survivors.get(i).reference.get() == object) {
        survivors.set(i, survivors.get(i).thatMustBeGone(expected.why()));
        return;
      }
    }
    survivors.add(
        new Survivor(
            expected.reference(),
            new SiteStatistics("", expected.line(), Optional.empty(), 0, "", true, 0, 0),
            Made.BY_USER, // what somebody asks for is judged
            1,
            false,
            expected.why()));
  }

  private boolean isIn(AccountView account, int part) {
    return account.unscoped()
        ? part > from.partOfAll() && part <= to.partOfAll()
        : part > from.phase() && part <= to.phase();
  }

  private Survivor survivor(AccountView account, WeakReference<?> object, SurvivorCallers known) {
    Site site = recorded.sites().get(recorded.gate().siteOf(object));
    Optional<AllocationSite> caller = Rows.isUsers(site) ? Optional.empty() : known.of(object);
    SiteStatistics place =
        Rows.place(
            site,
            caller,
            site.isInLambda() && known.ofAll(site.id()).isPresent(),
            account.threadName(),
            recorded.isOwn(account.threadId()));
    return new Survivor(
        object,
        place,
        known.madeOf(object),
        account.weight(),
        JdkNames.copiesNodes(site.owner.className, site.method),
        "");
  }

  private LeakQuery query(List<Survivor> survivors) {
    Set<Integer> copies = new HashSet<>();
    for (int i = 0; i < survivors.size(); i++) {
      if (survivors.get(i).copy) {
        copies.add(i);
      }
    }
    return recorded
        .query(
            survivors.stream().map(Survivor::reference).toList(),
            survivors.stream().map(Survivor::made).toList())
        .withCopies(copies);
  }

  private LeakResult explain(List<Survivor> survivors) {
    LeakFindings found = LeakSearch.search(query(survivors));
    IgnoredLeaks.add(recorded.setting(Settings.LEAKS_IGNORE), found);
    if (found.uncertified().isPresent()) {
      return LeakResult.uncertified(found.uncertified().get());
    }
    if (!found.findings().isEmpty()) {
      FullCollection.run(); // what only an ending thread held while the dump was taken
    }
    List<Leak> leaks = new ArrayList<>();
    List<Leak> told = new ArrayList<>();
    List<LeakResult.Expected> expected = new ArrayList<>();
    List<Integer> leaked = new ArrayList<>();
    for (LeakFindings.Finding finding : found.findings()) {
      Optional<Leak> whole = leak(survivors, finding, finding.places());
      if (whole.isEmpty()) {
        continue; // gone meanwhile
      }
      List<LeakFindings.Place> left = new ArrayList<>(finding.places());
      for (KnownLeak known : recorded.leakContext().known()) {
        List<LeakFindings.Place> covered =
            KnownLeaks.covered(
                known, whole.get(), finding, index -> survivors.get(index).reference.get());
        leak(survivors, finding, covered).ifPresent(leak -> expected.add(expected(known, leak)));
        if (!known.expired()) {
          left.removeAll(new HashSet<>(covered));
        }
      }
      if (!KnownLeaks.isStructureLeft(finding, left)) {
        if (finding.keeper().isLeak()) {
          leak(survivors, finding, left).ifPresent(leaks::add);
          left.forEach(place -> leaked.add(place.survivor()));
        } else {
          leak(survivors, finding, left).ifPresent(told::add);
        }
      }
    }
    for (Leak leak : new GeneratedClasses(recorded).leaks()) {
      List<KnownLeak> covering =
          recorded.leakContext().known().stream()
              .filter(known -> KnownLeaks.coversClasses(known, leak))
              .toList();
      covering.forEach(known -> expected.add(expected(known, leak)));
      if (covering.stream().allMatch(KnownLeak::expired)) {
        leaks.add(leak);
      }
    }
    leaks.sort(Comparator.comparing(Leak::keeper));
    List<LeakResult.SetApart> apart = new ArrayList<>();
    for (LeakFindings.Apart set : found.setApart()) {
      List<SiteStatistics> rows = objects(survivors, set.survivors());
      if (!rows.isEmpty()) { // else gone meanwhile
        apart.add(
            new LeakResult.SetApart(
                set.reason(),
                rows.stream().mapToLong(SiteStatistics::count).sum(),
                rows.stream().mapToLong(SiteStatistics::bytes).sum()));
      }
    }
    ToldLeaks.add(recorded.options().reportAddress(), told);
    return new LeakResult(
        leaks,
        told,
        apart,
        expected,
        estimate(survivors, leaked),
        Optional.empty(),
        repeated(survivors, leaked));
  }

  private List<LeakResult.Repeated> repeated(List<Survivor> survivors, List<Integer> leaked) {
    Repetitions repetitions = new Repetitions(ObjectLayout.ofThisJvm());
    for (int index : leaked) {
      Survivor survivor = survivors.get(index);
      Object object = survivor.reference.get();
      if (object != null) {
        repetitions.add(
            survivor.place,
            TypeNames.of(object.getClass()),
            object,
            recorded.agent().sizeOf(object));
      }
    }
    return repetitions.toList();
  }

  private static LeakResult.Expected expected(KnownLeak known, Leak leak) {
    return new LeakResult.Expected(
        known.by(), known.reason(), known.until(), known.expired(), leak);
  }

  /** The part of a finding that some of its survivors are; empty if these are gone. */
  private Optional<Leak> leak(
      List<Survivor> survivors, LeakFindings.Finding finding, List<LeakFindings.Place> some) {
    List<Integer> indexes = some.stream().map(LeakFindings.Place::survivor).toList();
    List<SiteStatistics> rows = objects(survivors, indexes);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    boolean whole = some.size() == finding.places().size();
    return Optional.of(
        finding
            .chainTo(whole ? "" : typeGiven(survivors, some))
            .leak(
                finding.keeper(),
                finding.signature(),
                rows,
                whole ? retained(finding, rows) : OptionalLong.empty(),
                indexes.stream()
                    .map(index -> survivors.get(index).mustBeGone)
                    .filter(why -> !why.isEmpty())
                    .distinct()
                    .toList(),
                finding.chains()));
  }

  /* A dump has no sizes of classes, and lacks fields that the JVM adds to some of the JDK's. */
  private static OptionalLong retained(LeakFindings.Finding finding, List<SiteStatistics> rows) {
    long shallow = rows.stream().mapToLong(SiteStatistics::bytes).sum();
    return finding.retainedBytes().isEmpty()
        ? finding.retainedBytes()
        : OptionalLong.of(Math.max(shallow, finding.retainedBytes().getAsLong()));
  }

  /** Type of the first of some survivors that its holder was given itself. */
  private static String typeGiven(List<Survivor> survivors, List<LeakFindings.Place> some) {
    for (LeakFindings.Place place : some) {
      Object object = survivors.get(place.survivor()).reference.get();
      if (place.role() == LeakFindings.Role.HEAD && object != null) {
        return TypeNames.of(object.getClass());
      }
    }
    return "";
  }

  /* Where each object was followed with the probability p, 1/p is what one stands for, and
   * (1 - p) / p^2 what it adds to the variance. */
  private Optional<LeakResult.Estimate> estimate(List<Survivor> survivors, List<Integer> leaked) {
    int oneIn = recorded.accounts().stream().mapToInt(AccountView::weight).max().orElse(1);
    if (oneIn == 1) {
      return Optional.empty();
    }
    double count = 0;
    double countVariance = 0;
    double bytes = 0;
    double bytesVariance = 0;
    for (int index : leaked) {
      Survivor survivor = survivors.get(index);
      Object object = survivor.reference.get();
      if (object == null) {
        continue;
      }
      double size = recorded.agent().sizeOf(object);
      double variance = survivor.weight * (survivor.weight - 1.0);
      count += survivor.weight;
      countVariance += variance;
      bytes += survivor.weight * size;
      bytesVariance += variance * size * size;
    }
    return Optional.of(
        new LeakResult.Estimate(
            oneIn, count, Math.sqrt(countVariance), bytes, Math.sqrt(bytesVariance)));
  }

  private List<SiteStatistics> objects(List<Survivor> survivors, Iterable<Integer> indexes) {
    Rows rows = new Rows();
    for (int index : indexes) {
      Survivor survivor = survivors.get(index);
      Object object = survivor.reference.get();
      if (object != null) {
        String type = TypeNames.of(object.getClass());
        rows.add(Rows.with(survivor.place, type, 1, recorded.agent().sizeOf(object)));
      }
    }
    return rows.toList(Rows.MOST_BYTES_FIRST);
  }
}
