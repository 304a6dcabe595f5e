package io.trackmemory.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test if memory off the heap that it took is not given back after the clean-up of all
 * extensions, or a file or socket that it opened is not closed: direct and mapped buffers, memory
 * of {@code Unsafe}, segments of arenas, streams of zlib.
 *
 * <p>It looks at the same stretch of a test as {@link NoLeaks}. What is given back when its object
 * is collected, such as a direct buffer, is a leak only while something holds that object other
 * than the test instance and what JUnit itself holds; what nobody gives back then, such as memory
 * of a confined arena, is one in any case.
 *
 * <p>On a class or a method, or on an annotation that stands there; inherited by subclasses and
 * {@code @Nested} classes, lifted by {@link WithoutMemoryLimits}. Tracks the test even without
 * {@link TrackMemory}. It costs a full collection only where something is left.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TrackMemoryExtension.class)
public @interface NoDirectMemoryLeaks {}
