package example;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.trackmemory.extension.TrackMemory;
import jakarta.inject.Inject;

@MicronautTest
@TrackMemory
class MicronautBeforeTest extends BodiesTests {

  @Inject OrderService service;

  @Override
  OrderService service() {
    return service;
  }
}
