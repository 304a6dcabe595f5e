package io.trackmemory.report.finding;

import io.trackmemory.report.finding.Findings.Told;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What users add, as far as it can be made; one that fails is told, and stops nothing else.
 *
 * @param found what could be made
 * @param broken what could not
 */
record Services<T>(List<T> found, List<Told> broken) {

  /* A service file that is broken is told again by each attempt to go on. */
  private static final int MOST_BROKEN = 20;

  static <T> Services<T> of(Class<T> type) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return of(
        type,
        ServiceLoader.load(
                type, Optional.ofNullable(context).orElseGet(Services.class::getClassLoader))
            .iterator());
  }

  static <T> Services<T> of(Class<T> type, Iterator<T> services) {
    List<T> found = new ArrayList<>();
    List<Told> broken = new ArrayList<>();
    while (broken.size() < MOST_BROKEN) {
      try {
        if (!services.hasNext()) {
          break;
        }
        found.add(services.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        broken.add(new Told(type.getSimpleName(), cause(e)));
      }
    }
    return new Services<>(List.copyOf(found), List.copyOf(broken));
  }

  /** Runs what a user wrote; what it throws is added to {@code broken}. */
  static void run(Object service, List<Told> broken, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      broken.add(new Told(service.getClass().getName(), cause(e)));
    }
  }

  /* An error's own message may throw, too. */
  private static String cause(Throwable thrown) {
    try {
      return String.valueOf(thrown);
    } catch (RuntimeException | StackOverflowError e) {
      return thrown.getClass().getName();
    }
  }
}
