package io.trackmemory.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test if live bytes of what the body of its test method allocates exceed a limit at any
 * moment: what is strongly reachable, in whatever thread of the test's work it was made. Decided
 * exactly, by a full collection whenever the limit could be passed: the closer the limit, the more
 * of them. Neither JUnit's way into the method nor its other methods count; of a
 * {@code @TestFactory}, each dynamic test is judged on its own.
 *
 * <p>On a class or a method, or on an annotation that stands there; inherited by subclasses and
 * {@code @Nested} classes, the nearest one winning. Tracks the test even without {@link
 * TrackMemory}. Not certified with {@link Threads#ALL}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TrackMemoryExtension.class)
public @interface LimitPeak {

  /** Live bytes allowed, headers and padding included, such as {@code "8 MiB"}. */
  String value();
}
