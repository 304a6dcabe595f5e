package io.trackmemory.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test if more objects that it allocated, or more bytes of them, are still strongly
 * reachable after the clean-up of all extensions than stated: {@link NoLeaks} with an allowance. It
 * counts what {@link NoLeaks} judges.
 *
 * <p>On a class or a method, or on an annotation that stands there; inherited by subclasses and
 * {@code @Nested} classes, the nearest one winning as a whole. Where {@link NoLeaks} is in force
 * too, both apply, so that nothing may leak. Tracks the test even without {@link TrackMemory}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TrackMemoryExtension.class)
public @interface LimitLeaks {

  /** Objects and arrays that may leak, 0 or more; no limit where left out. */
  long count() default AllocationLimit.NOT_GIVEN;

  /** Their shallow size, such as {@code "1 KiB"}; no limit where left out. */
  String bytes() default "";

  /** What becomes of state that only a library keeps, which one run does not judge by default. */
  Libraries libraries() default Libraries.TOLD;
}
