package io.trackmemory.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test if the body of its test method allocates more objects, or more bytes, than stated.
 * Neither JUnit's way into the method nor its other methods count; of a {@code @TestFactory}, each
 * dynamic test is judged on its own.
 *
 * <p>On a class or a method, or on an annotation that stands there; inherited by subclasses and
 * {@code @Nested} classes, the nearest one winning as a whole. Tracks the test even without {@link
 * TrackMemory}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TrackMemoryExtension.class)
public @interface LimitAllocations {

  /** Objects and arrays allowed, 0 or more; no limit where left out. */
  long count() default AllocationLimit.NOT_GIVEN;

  /** Bytes allowed, headers and padding included, such as {@code "64 KiB"}; else no limit. */
  String bytes() default "";
}
