package io.trackmemory.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test if the body of its test method allocates an object or an array, whatever the JIT
 * compiler would remove later. Neither JUnit's way into the method nor its other methods count; of
 * a {@code @TestFactory}, each dynamic test is judged on its own.
 *
 * <p>On a class or a method, or on an annotation that stands there; inherited by subclasses and
 * {@code @Nested} classes. Tracks the test even without {@link TrackMemory}; a {@link
 * LimitAllocations} that also applies does not widen it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TrackMemoryExtension.class)
public @interface NoAllocations {}
