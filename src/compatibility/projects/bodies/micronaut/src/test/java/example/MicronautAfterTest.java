package example;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.trackmemory.extension.TrackMemory;
import jakarta.inject.Inject;

@TrackMemory
@MicronautTest
class MicronautAfterTest extends BodiesTests {

  @Inject OrderService service;

  @Override
  OrderService service() {
    return service;
  }
}
