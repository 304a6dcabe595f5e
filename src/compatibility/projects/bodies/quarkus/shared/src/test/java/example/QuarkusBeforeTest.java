package example;

import io.quarkus.test.junit.QuarkusTest;
import io.trackmemory.extension.TrackMemory;
import jakarta.inject.Inject;

@QuarkusTest
@TrackMemory
class QuarkusBeforeTest extends BodiesTests {

  @Inject OrderService service;

  @Override
  OrderService service() {
    return service;
  }
}
