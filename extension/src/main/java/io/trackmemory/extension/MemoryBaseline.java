package io.trackmemory.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test if what the body of its test method allocates, by type and method, is not what is
 * stored for the test: neither more nor less, but within the tolerance that the file has. A missing
 * baseline is stored, or fails the test where the variable {@code CI} is set; with {@code
 * trackmemory.baseline.update=true} what was measured becomes the baseline. Neither JUnit's way
 * into the method nor its other methods count; of a {@code @TestFactory}, each dynamic test has a
 * baseline of its own, and so has each invocation of a template, by its number.
 *
 * <p>Baselines are in {@code trackmemory.baseline.dir}, one file for a class and those inside of
 * it, to be committed with it; tests in parallel and in several JVMs may write one file. Of each
 * allocation a call stack is taken, to know which method called.
 *
 * <p>On a class or a method, or on an annotation that stands there; inherited by subclasses and
 * {@code @Nested} classes. Tracks the test even without {@link TrackMemory}. A body that ends in an
 * exception is not certified.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TrackMemoryExtension.class)
public @interface MemoryBaseline {}
