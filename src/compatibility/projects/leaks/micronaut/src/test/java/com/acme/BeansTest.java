package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.trackmemory.extension.NoLeaks;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

@MicronautTest
@NoLeaks
class BeansTest {

  @Inject BeanProvider<Greeting> greetings;
  @Inject Catalog catalog;
  @Inject Feed feed;

  @Inject
  @Named(TaskExecutors.SCHEDULED)
  TaskScheduler scheduler;

  @Test
  void cleanCancelsWhatItScheduled() {
    ScheduledFuture<?> task =
        scheduler.schedule(Duration.ofHours(1), new Reminder("order", new byte[1_000]));
    assertTrue(task.cancel(false));
  }

  @Test
  void cleanListensForAWhile() {
    List<Integer> seen = new ArrayList<>();
    IntConsumer listener = seen::add;
    feed.add(listener);
    feed.tell(1_000);
    feed.remove(listener);
    assertEquals(List.of(1_000), seen);
  }

  @Test
  void cleanMakesBeans() {
    assertEquals("Dear Ann", greetings.get().of("Ann"));
    assertEquals("Dear Bob", greetings.get().of("Bob"));
  }

  @Test
  void cleanOpensAContextOfItsOwn() {
    try (ApplicationContext context = ApplicationContext.run()) {
      assertEquals("lamp", context.getBean(Catalog.class).add(new Item(1, "lamp", 3)).name());
    }
  }

  @Test
  void cleanRunsWhatItScheduled() throws InterruptedException {
    CountDownLatch three = new CountDownLatch(3);
    ScheduledFuture<?> task =
        scheduler.scheduleAtFixedRate(Duration.ZERO, Duration.ofMillis(5), three::countDown);
    assertTrue(three.await(10, TimeUnit.SECONDS));
    task.cancel(true);
  }

  @HeldBy("com.acme.Catalog.items")
  @Test
  void leaksItems() {
    catalog.add(new Item(1, "lamp", 3));
  }

  @HeldBy("com.acme.Feed.listeners")
  @Test
  void leaksAListener() {
    byte[] seen = new byte[1_000];
    feed.add(price -> seen[0]++);
    feed.tell(5);
  }
}
