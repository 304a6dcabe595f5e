import io.trackmemory.tracker.ThrowingRunnable;
import org.apache.ibatis.cache.decorators.LruCache;
import org.apache.ibatis.cache.impl.PerpetualCache;

/** Puts a value into a cache and removes it. */
public final class MybatisLruCache implements ThrowingRunnable {

  private static final class Key {}

  private final LruCache cache = new LruCache(new PerpetualCache("orders"));

  @Override
  public void run() {
    Key key = new Key();
    cache.putObject(key, "value");
    cache.removeObject(key);
  }
}
