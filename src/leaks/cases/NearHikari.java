import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.trackmemory.tracker.ThrowingRunnable;
import java.sql.Connection;

/** Takes a connection from a pool and gives it back. */
public final class NearHikari implements ThrowingRunnable {

  private final HikariDataSource pool;

  public NearHikari() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:orders");
    config.setMaximumPoolSize(1);
    pool = new HikariDataSource(config);
  }

  @Override
  public void run() throws Exception {
    try (Connection connection = pool.getConnection()) {
      connection.getAutoCommit();
    }
  }
}
