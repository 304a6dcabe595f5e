package example;

import io.trackmemory.extension.TrackMemory;
import jakarta.inject.Inject;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;

@TrackMemory
@MicronautTest
class MicronautAfterTest extends BodiesTests {

  @Inject OrderService service;

  @Override
  OrderService service() {
    return service;
  }
}
