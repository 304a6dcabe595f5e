package io.trackmemory.tracker.question;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.spi.KeptByLibrary;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What libraries kept of tests, over all searches of this JVM, by holder. Any thread may ask. */
public final class ToldLeaks {

  private static final Map<String, Kept> BY_HOLDER = new TreeMap<>();

  private static final class Kept {
    private long objects;
    private long bytes;
    private final Set<String> tests = new HashSet<>();
  }

  private ToldLeaks() {}

  /**
   * Adds what one search found, but for what runs that were compared have decided.
   *
   * @param address gives that of the test's page, by which tests are told apart
   */
  static void add(Supplier<Optional<URI>> address, List<Leak> told) {
    List<Leak> undecided =
        told.stream().filter(leak -> leak.keeper() == Leak.Keeper.LIBRARY).toList();
    if (undecided.isEmpty()) {
      return;
    }
    String test =
        address
            .get()
            .map(URI::toString)
            .orElseGet(() -> "test " + System.identityHashCode(address));
    synchronized (BY_HOLDER) {
      for (Leak leak : undecided) {
        Kept kept = BY_HOLDER.computeIfAbsent(leak.signature(), holder -> new Kept());
        kept.objects += leak.objectCount();
        kept.bytes += leak.shallowBytes();
        kept.tests.add(test);
      }
    }
  }

  /** All so far, by holder. */
  public static List<KeptByLibrary> all() {
    synchronized (BY_HOLDER) {
      return BY_HOLDER.entrySet().stream()
          .map(
              each ->
                  new KeptByLibrary(
                      each.getKey(),
                      each.getValue().objects,
                      each.getValue().bytes,
                      each.getValue().tests.size()))
          .toList();
    }
  }
}
