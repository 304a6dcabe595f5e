package io.trackmemory.extension;

import io.trackmemory.tracker.Preset;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tracks the memory of each test: its methods may take a {@link
 * io.trackmemory.tracker.MemoryScope}, and a page tells what it allocated. By itself it sets no
 * limit.
 *
 * <p>On a class or a method, or on an annotation that stands there; inherited by subclasses and
 * {@code @Nested} classes, the nearest one winning as a whole. With parallel execution, each test
 * sees its own memory only; with {@link Threads#ALL} it runs alone.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TrackMemoryExtension.class)
@ResourceLock(providers = AllThreadsLock.class)
public @interface TrackMemory {

  /** How much is looked at; default: what {@code trackmemory.preset} says. */
  Preset preset() default Preset.FROM_SETTINGS;

  /** When a page is written; default: what {@code trackmemory.report} says. */
  ReportPolicy report() default ReportPolicy.FROM_SETTINGS;

  /** Whose memory is seen. */
  Threads threads() default Threads.FOLLOWED;
}
