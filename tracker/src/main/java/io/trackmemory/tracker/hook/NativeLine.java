package io.trackmemory.tracker.hook;

import org.jspecify.annotations.Nullable;

/**
 * What one line of code took off the heap in one thread for one ledger, of one kind. Used under the
 * ledger's lock.
 *
 * <p>What it held when the ledger held most is worked out late: it is what the line held until its
 * first change after that moment. So a new highest moment costs nothing, however many lines there
 * are.
 */
public final class NativeLine {

  final int kind;
  final Throwable stack;
  final String threadName;
  final long threadId;
  private final int hash;

  private long count;
  private long bytes;
  private long highestCount;
  private long highestBytes;
  /* Number of the highest moment that the two above are of. */
  private long moment;

  NativeLine(NativeBlock block) {
    this.kind = block.kind;
    this.stack = block.stack;
    this.threadName = block.threadName;
    this.threadId = block.threadId;
    this.hash = Backtraces.hash(block.stack) * 31 + block.kind;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NativeLine line
        && hash == line.hash
        && kind == line.kind
        && threadId == line.threadId
        && Backtraces.same(stack, line.stack);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Takes or gives back a block, the highest moment so far being {@code latest}. */
  void change(long latest, long byCount, long byBytes) {
    settle(latest);
    count += byCount;
    bytes += byBytes;
  }

  private void settle(long latest) {
    if (moment < latest) {
      moment = latest;
      highestCount = count;
      highestBytes = bytes;
    }
  }

  /** What it held at the highest moment. */
  Held at(long latest) {
    settle(latest);
    return new Held(kind, stack, threadName, threadId, highestCount, highestBytes);
  }

  /**
   * What a line held at one moment.
   *
   * @param takerId of the thread
   * @param bytes their size, at least
   */
  public record Held(
      int kind, Throwable stack, String threadName, long takerId, long count, long bytes) {}
}
