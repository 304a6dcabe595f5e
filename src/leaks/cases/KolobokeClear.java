import io.trackmemory.tracker.ThrowingRunnable;
import java.util.Map;
import net.openhft.koloboke.collect.map.hash.HashObjObjMaps;

/** Puts a value into a map and clears the map. */
public final class KolobokeClear implements ThrowingRunnable {

  private static final class Value {}

  private final Map<String, Value> values = HashObjObjMaps.newMutableMap();

  @Override
  public void run() {
    values.put("one", new Value());
    values.clear();
  }
}
