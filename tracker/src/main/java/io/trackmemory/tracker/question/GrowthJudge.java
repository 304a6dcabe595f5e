package io.trackmemory.tracker.question;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Point;
import io.trackmemory.tracker.GrowthResult.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

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

  private List<Track> tracks() {
    TreeSet<String> names = new TreeSet<>();
    censuses.forEach(census -> names.addAll(census.holders().keySet()));
    return names.stream()
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

  /** What is held through a field of something that a holder holds is the holder's. */
  private static List<Track> folded(List<Track> tracks) {
    List<Track> folded = new ArrayList<>();
    for (Track track : tracks) { // sorted by name: what is above comes first
      int above = track.isSettled() ? -1 : above(track, folded);
      if (above < 0) {
        folded.add(track);
      } else {
        folded.set(above, folded.get(above).plus(track));
      }
    }
    return folded;
  }

  private static int above(Track track, List<Track> folded) {
    for (int i = 0; i < folded.size(); i++) {
      if (track.name().startsWith(folded.get(i).name() + ".") && !folded.get(i).isSettled()) {
        return i;
      }
    }
    return -1;
  }

  private Holder holder(Track track) {
    Shape shape = track.shape();
    double growing = shape == Shape.GROWING ? 1.0 / new Rounds(runs).size() : 0;
    return new Holder(
        track.name(),
        shape,
        points(track.sum()),
        growing * Math.max(0, track.bytes().slope()),
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
