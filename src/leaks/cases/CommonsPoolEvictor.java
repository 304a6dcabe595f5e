import io.trackmemory.tracker.ThrowingRunnable;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;

/** Opens and closes a pool that evicts idle objects, while another one is open. */
public final class CommonsPoolEvictor implements ThrowingRunnable {

  private static final class Factory extends BasePooledObjectFactory<StringBuilder> {
    @Override
    public StringBuilder create() {
      return new StringBuilder();
    }

    @Override
    public PooledObject<StringBuilder> wrap(StringBuilder text) {
      return new DefaultPooledObject<>(text);
    }
  }

  private final GenericObjectPool<StringBuilder> other = pool();

  private static GenericObjectPool<StringBuilder> pool() {
    GenericObjectPool<StringBuilder> pool = new GenericObjectPool<>(new Factory());
    pool.setTimeBetweenEvictionRunsMillis(3_600_000);
    return pool;
  }

  @Override
  public void run() throws Exception {
    GenericObjectPool<StringBuilder> pool = pool();
    pool.returnObject(pool.borrowObject());
    pool.close();
    if (other.isClosed()) {
      throw new IllegalStateException("the other pool must be open");
    }
  }
}
