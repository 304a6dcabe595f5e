import io.netty.buffer.PooledByteBufAllocator;
import io.trackmemory.tracker.ThrowingRunnable;

/** Takes a buffer on the heap from a pool and gives it back. */
public final class NearNetty implements ThrowingRunnable {

  private final PooledByteBufAllocator pool = new PooledByteBufAllocator(false);

  @Override
  public void run() {
    pool.heapBuffer(256).writeInt(17).release();
  }
}
