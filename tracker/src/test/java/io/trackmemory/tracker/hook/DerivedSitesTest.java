package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntBiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DerivedSitesTest {

  private final ToIntBiFunction<Class<?>, Integer> before = Hook.derivedSites;
  private final AtomicInteger made = new AtomicInteger(100);

  @AfterEach
  void restore() {
    Hook.derivedSites = before;
  }

  @Test
  void of_knownType_staysTheSame() {
    Hook.derivedSites = (type, site) -> made.incrementAndGet();

    assertThat(DerivedSites.of(String.class, 1)).isEqualTo(101);
    assertThat(DerivedSites.of(Integer.class, 1)).isEqualTo(102);
    assertThat(DerivedSites.of(String.class, 1)).isEqualTo(101);
    assertThat(DerivedSites.of(String.class, 2)).isEqualTo(103);
  }

  /* Making a site may load a class; the user's class loader may wait for a thread that allocates. */
  @Test
  void of_whileAnotherThreadWaitsForOneToBeMade_neitherWaits() {
    Hook.derivedSites =
        (type, site) -> {
          if (type == Long.class) {
            inAnotherThread(() -> DerivedSites.of(Short.class, 3));
          }
          return made.incrementAndGet();
        };

    assertThat(DerivedSites.of(Long.class, 3)).isEqualTo(102);
    assertThat(DerivedSites.of(Short.class, 3)).isEqualTo(101);
  }

  @Test
  void of_theSameMetWhileItIsMade_isOneSite() {
    Hook.derivedSites =
        (type, site) -> {
          if (made.incrementAndGet() == 101) {
            inAnotherThread(() -> DerivedSites.of(type, site));
          }
          return made.incrementAndGet();
        };

    int site = DerivedSites.of(Double.class, 4);
    assertThat(DerivedSites.of(Double.class, 4)).isEqualTo(site);
  }

  private static void inAnotherThread(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
