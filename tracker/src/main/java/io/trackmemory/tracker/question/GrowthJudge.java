package io.trackmemory.tracker.question;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Point;
import io.trackmemory.tracker.GrowthResult.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges what each holder held after each round. For one thread. */
public final class GrowthJudge {

  private final int runs;
  /* As long from the beginning as they will be: a class histogram shows them. */
  private final List<Integer> runsBefore = new ArrayList<>(Rounds.MOST + 1);
  private final List<HeapCensus> censuses = new ArrayList<>(Rounds.MOST + 1);

  /** For so many runs. */
  public GrowthJudge(int runs) {
    this.runs = runs;
  }

  /** Adds what was held after so many runs; the first time before any. */
  public void add(int after, HeapCensus census) {
    runsBefore.add(after);
    censuses.add(census);
  }

  /** The latest census. */
  public HeapCensus last() {
    return censuses.isEmpty() ? HeapCensus.NONE : censuses.get(censuses.size() - 1);
  }

  /**
   * Judges.
   *
   * @param leftBytes how much more the heap can hold; empty where that is not known
   */
  public GrowthResult judge(OptionalLong leftBytes) {
    List<Holder> holders = new ArrayList<>();
    for (Track track : folded(stayed(tracks()))) {
      if (track.shape() != Shape.NONE) {
        holders.add(holder(track));
      }
    }
    holders.sort(
        Comparator.comparing(Holder::shape)
            .thenComparingDouble(Holder::bytesPerRun)
            .reversed()
            .thenComparing(Holder::signature));
    double rate = holders.stream().mapToDouble(Holder::bytesPerRun).sum();
    OptionalLong toLimit =
        rate > 0 && leftBytes.isPresent()
            ? OptionalLong.of((long) (leftBytes.getAsLong() / rate))
            : OptionalLong.empty();
    return new GrowthResult(runs, holders, toLimit, Optional.empty());
  }

  /* Of holders that held the same all the time nothing came, and to none anything went. */
  private Set<String> changed() {
    Set<String> changed = new TreeSet<>();
    for (int i = 1; i < censuses.size(); i++) {
      HeapCensus before = censuses.get(i - 1);
      HeapCensus now = censuses.get(i);
      if (!now.equals(before)) {
        Stream.concat(before.holders().keySet().stream(), now.holders().keySet().stream())
            .filter(name -> !now.of(name).holdsWhat(before.of(name)))
            .forEach(changed::add);
      }
    }
    return changed;
  }

  private List<Track> tracks() {
    return changed().stream()
        .map(name -> Track.of(name, censuses.stream().map(each -> each.of(name)).toList()))
        .filter(track -> !track.types().isEmpty()) // else there is nothing but soft values
        .toList();
  }

  /**
   * An object belongs to the holder that is nearest. Where it has two, it may go from one to the
   * other as these change: no growth.
   */
  private static List<Track> stayed(List<Track> tracks) {
    return tracks.stream()
        .map(track -> track.isSettled() ? track : track.without(moved(track, tracks)))
        .toList();
  }

  private static Set<String> moved(Track track, List<Track> all) {
    Set<String> moved = new HashSet<>();
    for (Map.Entry<String, Figures> type : track.types().entrySet()) {
      boolean fromOther =
          all.stream()
              .filter(other -> !other.name().equals(track.name()))
              .map(other -> other.types().get(type.getKey()))
              .anyMatch(figures -> figures != null && type.getValue().comesFrom(figures));
      if (fromOther) {
        moved.add(type.getKey());
      }
    }
    return moved;
  }

  /**
   * What is held through a field of something that a holder holds is the holder's; where the name
   * does not tell that, if it is these things of which there are more and more.
   */
  private static List<Track> folded(List<Track> tracks) {
    Map<String, Track> known = new LinkedHashMap<>();
    tracks.stream().filter(track -> !track.isSettled()).forEach(t -> known.put(t.name(), t));
    Map<String, Track> folded = new LinkedHashMap<>();
    tracks.stream()
        .filter(track -> top(track, known).name().equals(track.name()))
        .forEach(track -> folded.put(track.name(), track));
    for (Track track : tracks) {
      Track top = folded.get(top(track, known).name());
      if (top == null) { // each holds things of the other
        folded.put(track.name(), track);
      } else if (!top.name().equals(track.name())) {
        folded.put(top.name(), top.plus(track));
      }
    }
    return List.copyOf(folded.values());
  }

  private static Track top(Track track, Map<String, Track> known) {
    Track top = track;
    Set<String> passed = new HashSet<>();
    for (Track next = track; next != null && passed.add(next.name()); next = above(next, known)) {
      top = next;
    }
    return top;
  }

  private static @Nullable Track above(Track track, Map<String, Track> known) {
    if (!known.containsKey(track.name())) {
      return null; // settled
    }
    String name = track.name();
    for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
      Track above = known.get(name.substring(0, dot));
      if (above != null) {
        return above;
      }
    }
    Track within = known.get(track.naming().within());
    return within != null && within.pilesUp(track.naming().type()) ? within : null;
  }

  private Holder holder(Track track) {
    Shape shape = track.shape();
    double growing = shape == Shape.GROWING ? 1.0 / new Rounds(runs).size() : 0;
    return new Holder(
        track.shown(),
        shape,
        points(track.sum()),
        growing * Math.max(0, track.bytes().slope()),
        growing > 0
            ? OptionalDouble.of(growing * track.bytes().slopeError())
            : OptionalDouble.empty(),
        growing * Math.max(0, track.counts().slope()),
        growing > 0 ? track.confidence() : 0,
        track.came(),
        track.example().rootDescription(),
        track.example().links(),
        track.example().suspectIndex());
  }

  private List<Point> points(Figures sum) {
    return IntStream.range(0, runsBefore.size())
        .mapToObj(i -> new Point(runsBefore.get(i), sum.counts[i], sum.bytes[i]))
        .toList();
  }
}
