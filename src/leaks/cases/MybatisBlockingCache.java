import io.trackmemory.tracker.ThrowingRunnable;
import org.apache.ibatis.cache.decorators.BlockingCache;
import org.apache.ibatis.cache.impl.PerpetualCache;

/** Asks a cache for a key that it does not have, and gives the key's lock back. */
public final class MybatisBlockingCache implements ThrowingRunnable {

  private static final class Key {}

  private final BlockingCache cache = new BlockingCache(new PerpetualCache("orders"));

  @Override
  public void run() {
    Key key = new Key();
    cache.getObject(key);
    cache.removeObject(key);
  }
}
