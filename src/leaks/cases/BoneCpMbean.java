import com.jolbox.bonecp.BoneCP;
import com.jolbox.bonecp.BoneCPConfig;
import io.trackmemory.tracker.ThrowingRunnable;

/** Opens a pool of connections and closes it. */
public final class BoneCpMbean implements ThrowingRunnable {

  private int number;

  @Override
  public void run() throws Exception {
    BoneCPConfig config = new BoneCPConfig();
    config.setJdbcUrl("jdbc:h2:mem:orders");
    config.setUsername("sa");
    config.setPassword("");
    config.setPoolName("pool" + number++);
    config.setPartitionCount(1);
    config.setMinConnectionsPerPartition(1);
    config.setMaxConnectionsPerPartition(1);
    BoneCP pool = new BoneCP(config);
    pool.getConnection().close();
    pool.shutdown();
  }
}
