package io.trackmemory.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails the last repetition of a {@code @RepeatedTest} if repetitions leave more and more behind,
 * by what is strongly reachable in the whole heap after rounds of them: entries that libraries keep
 * on other threads are seen as well. What is left once, or until a cache is full, is not growth, so
 * that it is for code that fills a cache on first use.
 *
 * <p>Needs 10 repetitions or more, all of them run, one after the other, and no other test beside
 * them; else nothing can be certified, as on a test that is not repeated. With one test instance
 * for all repetitions, what its fields hold counts.
 *
 * <p>On a class or a method, or on an annotation that stands there; inherited by subclasses and
 * {@code @Nested} classes. Tracks the test even without {@link TrackMemory}. Its cost is a full
 * collection for each round, and where something grows a heap dump.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TrackMemoryExtension.class)
public @interface NoGrowth {}
