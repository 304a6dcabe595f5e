package com.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.extension.NoLeaks;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.scheduling.TaskScheduler;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@NoLeaks
class ShopTest {

  @Autowired private ConfigurableApplicationContext context;
  @Autowired private TaskScheduler scheduler;
  @Autowired private Audit audit;
  @Autowired private Catalog catalog;
  @Autowired private Clock clock;
  @Autowired private Mailer mailer;
  @Autowired private PriceFeed feed;
  @Autowired private QuoteCache quotes;

  @Test
  void cleanCancelsWhatItScheduled() {
    ScheduledFuture<?> task =
        scheduler.schedule(
            new Reminder("order", new byte[1_000]), Instant.now().plus(Duration.ofHours(1)));
    assertThat(task.cancel(false)).isTrue();
  }

  @Test
  void cleanClearsTheCache() {
    assertThat(quotes.quote("lamp", 3)).isEqualByComparingTo("30");
    assertThat(quotes.quote("chair", 4)).isEqualByComparingTo("40");
    quotes.clear();
  }

  @Test
  void cleanHearsEvents() {
    catalog.add("lamp", BigDecimal.TEN);
    assertThat(audit.take()).containsExactly("lamp");
    catalog.named("lamp").forEach(catalog::remove);
  }

  @Test
  void cleanListensForAWhile() {
    List<BigDecimal> seen = new ArrayList<>();
    Consumer<BigDecimal> listener = seen::add;
    feed.add(listener);
    feed.tell(BigDecimal.TEN);
    feed.remove(listener);
    feed.tell(BigDecimal.ONE);
    assertThat(seen).containsExactly(BigDecimal.TEN);
  }

  @Test
  void cleanListensToTheContextForAWhile() {
    List<Object> seen = new ArrayList<>();
    ApplicationListener<PayloadApplicationEvent<String>> listener =
        event -> seen.add(event.getPayload());
    context.addApplicationListener(listener);
    context.publishEvent("hello");
    context.removeApplicationListener(listener);
    assertThat(seen).isNotEmpty();
  }

  @Test
  void cleanOrdersAndCancels() {
    Orders.place("lamp", 3);
    Orders.cancelLast();
  }

  @Test
  void cleanRollsBack() {
    assertThatThrownBy(() -> catalog.addAndFail("lamp")).hasMessage("after lamp");
    assertThatThrownBy(() -> catalog.add("chair", BigDecimal.valueOf(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(catalog.named("lamp")).isEmpty();
  }

  @Test
  void cleanRunsWhatItScheduled() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    ScheduledFuture<?> task = scheduler.scheduleAtFixedRate(three::countDown, Duration.ofMillis(5));
    assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
    task.cancel(true);
    long ticks = clock.ticks();
    while (clock.ticks() == ticks) {
      Thread.sleep(5);
    }
  }

  @Test
  void cleanSavesAndRemoves() {
    Item item = catalog.add("chair", BigDecimal.ONE);
    audit.take();
    assertThat(catalog.find(item.getId())).isPresent();
    catalog.remove(item);
  }

  @Test
  void cleanWorksOnThePool() throws Exception {
    assertThat(mailer.greet("Ann").get(10, TimeUnit.SECONDS)).isEqualTo("Dear Ann");
    assertThat(mailer.greet("Bob").get(10, TimeUnit.SECONDS)).isEqualTo("Dear Bob");
  }

  @HeldBy("com.acme.QuoteCache.quotes")
  @Test
  void leaksCachedQuotes() {
    assertThat(quotes.quote("table", 5)).isEqualByComparingTo("50");
  }

  @HeldBy("applicationListeners")
  @Test
  void leaksListenerOfTheContext() {
    byte[] seen = new byte[1_000];
    context.addApplicationListener(
        (ApplicationListener<PayloadApplicationEvent<String>>) event -> seen[0]++);
    context.publishEvent("hello");
  }

  @HeldBy("com.acme.PriceFeed.listeners")
  @Test
  void leaksListenerOfTheFeed() {
    byte[] seen = new byte[1_000];
    feed.add(price -> seen[0]++);
    feed.tell(BigDecimal.TEN);
    assertThat(seen[0]).isEqualTo((byte) 1);
  }

  @HeldBy("com.acme.Orders.HISTORY")
  @Test
  void leaksOrders() {
    Orders.place("lamp", 3);
  }

  @HeldBy("scheduling-#")
  @Test
  void leaksTaskThatIsDueLater() {
    scheduler.schedule(
        new Reminder("order", new byte[1_000]), Instant.now().plus(Duration.ofHours(1)));
  }

  @HeldBy("com.acme.Session.CURRENT")
  @Test
  void leaksThreadLocalOfThePool() throws Exception {
    assertThat(mailer.greetAndForget("Ann").get(10, TimeUnit.SECONDS)).isEqualTo("Dear Ann");
  }
}
