package io.trackmemory.dsl;

import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says that all memory off the heap should have been given back, and all files closed. */
record ShouldHaveNoDirectMemoryLeaks(Subject subject, MemorySnapshot snapshot, LeakResult result)
    implements FailureMessage {

  private static final String OPEN = "open ";

  private Stream<SiteStatistics> objects() {
    return result.leaks().stream().flatMap(leak -> leak.objects().stream());
  }

  private static boolean isOpen(SiteStatistics row) {
    return row.typeName().startsWith(OPEN);
  }

  private long bytes() {
    return objects().mapToLong(SiteStatistics::bytes).sum();
  }

  @Override
  public String headline() {
    long open = objects().filter(row -> isOpen(row)).mapToLong(SiteStatistics::count).sum();
    long blocks = objects().filter(row -> !isOpen(row)).mapToLong(SiteStatistics::count).sum();
    List<String> left = new ArrayList<>();
    if (blocks > 0) {
      left.add(Text.count(blocks, "block") + " (" + Sizes.rounded(bytes()) + ")");
    }
    if (open > 0) {
      left.add(
          Text.count(open, "open file or socket").replace("file or sockets", "files or sockets"));
    }
    return subject.phrase()
        + " to leave nothing behind off the heap but it left "
        + String.join(" and ", left);
  }

  @Override
  public List<String> rows() {
    return LeakText.lines(
        result.leaks(), leak -> Sizes.rounded(leak.shallowBytes()) + " off the heap");
  }

  @Override
  public List<SiteStatistics> blamed() {
    return LeakText.blamed(result.leaks());
  }

  @Override
  public List<String> notes() {
    List<String> notes =
        result.setApart().stream()
            .map(
                apart ->
                    "No leak ("
                        + apart.reason()
                        + "): "
                        + apart.count()
                        + ", "
                        + Sizes.rounded(apart.bytes()))
            .collect(Collectors.toCollection(ArrayList::new));
    notes.addAll(OffHeapNotes.of(snapshot));
    return notes;
  }

  /* No allowance can tell two blocks from one: the amount is what can be accepted. */
  @Override
  public String acceptance() {
    long highest = snapshot.directMemory().map(seen -> seen.highest().atMost()).orElse(0L);
    return Sizes.call(subject.path() + "hasDirectMemoryAtMost", Math.max(highest, bytes()));
  }

  @Override
  public Object expected() {
    return 0L;
  }

  @Override
  public Object actual() {
    return objects().mapToLong(SiteStatistics::count).sum();
  }
}
