import com.google.gson.Gson;
import io.trackmemory.tracker.ThrowingRunnable;

/** Writes an object as JSON and reads it. */
public final class NearGson implements ThrowingRunnable {

  private static final class Order {
    int number = 17;
    String name = "one";
  }

  private final Gson gson = new Gson();

  @Override
  public void run() {
    gson.fromJson(gson.toJson(new Order()), Order.class);
  }
}
