package example;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoLeaks;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** A context made by Spring, and closed after each test, so that the next one makes another. */
@ContextConfiguration(classes = SpringTests.Configured.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
abstract class SpringTests {

  @Configuration
  static class Configured {
    @Bean
    OrderService service() {
      return new OrderService();
    }

    @Bean
    @Lazy
    OrderService lazyService() {
      return new OrderService();
    }
  }

  @Autowired private ApplicationContext context;

  @Autowired
  @Qualifier("service")
  private OrderService service;

  @Test
  void countsInBeans() {
    assertThat(context.getBean("service")).isSameAs(service);
    assertThatMemory(() -> service.make(3)).hasAllocationCount(3);
  }

  @Test
  @LimitAllocations(count = 3)
  void limitsTheBody() {
    service.make(3);
  }

  @Test
  @NoLeaks
  void contextIsNoLeak() {
    service.make(3);
  }

  @Test
  @LimitAllocations(count = 2)
  void breaksItsLimit() {
    service.make(3);
  }

  @Test
  @NoLeaks
  void keepsThree() {
    Orders.keep(3);
  }
}
