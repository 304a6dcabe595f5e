package example;

import io.trackmemory.extension.TrackMemory;
import jakarta.inject.Inject;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;

@MicronautTest
@TrackMemory
class MicronautBeforeTest extends BodiesTests {

  @Inject OrderService service;

  @Override
  OrderService service() {
    return service;
  }
}
