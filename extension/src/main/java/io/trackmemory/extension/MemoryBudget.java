package io.trackmemory.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test's budget in one line: what it may allocate before its body, in it and after it, keep alive
 * at once and leave behind.
 *
 * <pre><code class='java'>
 * &#64;MemoryBudget(setUp = "64 KiB", run = "256 KiB", peak = "1 MiB", leaks = "none")</code></pre>
 *
 * <p>Judged once, after the clean-up of all extensions; all that is broken is told in one failure.
 * It is of the user's own methods: set-up is what the constructor of the test class (with the
 * per-method lifecycle) and {@code @BeforeEach} methods allocate, the run the body of the test
 * method, tear-down the {@code @AfterEach} methods. The peak is that of all three together, decided
 * exactly; leaks are those that {@link NoLeaks} judges. Each dynamic test of a {@code @TestFactory}
 * is judged on its own, with its code as its run; of the factory itself run and peak are not
 * judged. Where an extension runs a body more than once, its phases cannot be certified.
 *
 * <p>On a class or a method, or on an annotation that stands there; inherited by subclasses and
 * {@code @Nested} classes, the nearest one winning as a whole; lifted by {@link
 * WithoutMemoryLimits}. Limits of other annotations apply beside it; of settings on the same figure
 * it takes the place. Tracks the test even without {@link TrackMemory}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TrackMemoryExtension.class)
public @interface MemoryBudget {

  /** Bytes allocated before the body, such as {@code "64 KiB"}; no limit where left out. */
  String setUp() default "";

  /** Bytes allocated in the body, such as {@code "256 KiB"}; no limit where left out. */
  String run() default "";

  /** Bytes allocated after the body, such as {@code "16 KiB"}; no limit where left out. */
  String tearDown() default "";

  /** Live bytes at any moment, such as {@code "1 MiB"}; no limit where left out. */
  String peak() default "";

  /** {@code "none"}, or the shallow size of what may leak; no limit where left out. */
  String leaks() default "";
}
