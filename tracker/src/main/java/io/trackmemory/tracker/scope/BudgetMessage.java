package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.site.Site;
import io.trackmemory.tracker.site.SiteTable;
import io.trackmemory.tracker.spi.OnPurpose;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an allocation fails with that does not fit into a budget: the budget, the object and its
 * line, and the lines that made most of what is alive. Any thread may ask.
 */
record BudgetMessage(ByteSize budget, SiteTable sites) implements Function<long[][], String> {

  private static final int SHOWN = 3;

  @Override
  public String apply(long[][] figures) {
    long alive = figures[0][0] - figures[0][2];
    int site = (int) figures[0][1];
    String object = size(figures[0][2]) + " for " + line(site);
    if (alive <= 0) {
      return OnPurpose.byBudget(budget) + "is smaller than what the first object takes: " + object;
    }
    return OnPurpose.byBudget(budget)
        + "does not allow "
        + object
        + " beside "
        + size(alive)
        + " alive"
        + rows(figures, site);
  }

  private String rows(long[][] figures, int refused) {
    long[][] rows =
        Arrays.stream(figures, 1, figures.length)
            .map(row -> without(row, refused, figures[0][2]))
            .filter(row -> row[1] > 0)
            .sorted(Comparator.comparingLong((long[] row) -> row[2]).reversed())
            .toArray(long[][]::new);
    String most =
        Arrays.stream(rows)
            .limit(SHOWN)
            .map(row -> row[1] + " x " + line((int) row[0]))
            .collect(Collectors.joining(", "));
    int others = rows.length - SHOWN;
    return (most.isEmpty() ? "" : ": " + most)
        + (others > 0 ? " and " + others + " more line" + (others == 1 ? "" : "s") : "");
  }

  /* The object that is refused is among those of its site. */
  private static long[] without(long[] row, int refused, long bytes) {
    return row[0] == refused ? new long[] {row[0], row[1] - 1, row[2] - bytes} : row;
  }

  private String line(int id) {
    Site site = sites.get(id);
    return site.typeName + " in " + site.toAllocationSite();
  }

  private static String size(long bytes) {
    return ByteSize.ofBytes(bytes).toString();
  }
}
