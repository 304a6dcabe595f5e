import io.trackmemory.tracker.ThrowingRunnable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;

/** Closes a database and a statement that is kept in a field. */
public final class H2PreparedStatement implements ThrowingRunnable {

  private PreparedStatement statement;
  private int number;

  @Override
  public void run() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:d" + number++)) {
      statement = connection.prepareStatement("SELECT 1");
      statement.executeQuery();
      statement.close();
    }
  }
}
