import com.fasterxml.jackson.databind.ObjectMapper;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.Map;

/** Writes an object as JSON and reads it. */
public final class NearJackson implements ThrowingRunnable {

  /** A bean. */
  public static final class Order {
    public int number = 17;
    public Map<String, Double> prices = Map.of("one", 1.5);
  }

  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public void run() throws Exception {
    mapper.readValue(mapper.writeValueAsString(new Order()), Order.class);
  }
}
