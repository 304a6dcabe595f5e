package example;

import io.trackmemory.extension.TrackMemory;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;

@TrackMemory
@QuarkusTest
class QuarkusAfterTest extends BodiesTests {

  @Inject OrderService service;

  @Override
  OrderService service() {
    return service;
  }
}
