package io.trackmemory.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test if an object that it allocated is still strongly reachable after the clean-up of all
 * extensions, other than through the test instance and what JUnit itself holds.
 *
 * <p>What is the user's is judged by one run: what a field, thread, task or {@code ThreadLocal} of
 * the user's code holds, what is of a class of the user's, and what a line of the user's made. What
 * only libraries keep is told, in messages, on the page, and in the log as the run ends; on a
 * {@code RepeatedTest} it is a leak where a repetition adds to what the one before left, and with
 * {@link Libraries#JUDGED} always.
 *
 * <p>By itself it looks at what the user's own methods allocate in a test: with the per-method
 * lifecycle from the constructor of the test class, else from the first {@code @BeforeEach}, to the
 * last {@code @AfterEach}; each dynamic test of a {@code @TestFactory} on its own. What other
 * extensions allocate is theirs.
 *
 * <p>With {@link LeakScope#CLASS} it looks at what a class and all its tests allocate,
 * {@code @Nested} ones included, from the first {@code @BeforeAll} to the last {@code @AfterAll},
 * and the class fails. Its tests are then not judged one by one, but for those that a nearer
 * {@code @NoLeaks} asks for, and those under {@link WithoutMemoryLimits} not at all. What static
 * fields hold when the class has ended is a leak; its test instances hold nothing. It concerns the
 * class on which it stands and its subclasses, and may not stand on a method.
 *
 * <p>On a class or a method, or on an annotation that stands there; inherited by subclasses and
 * {@code @Nested} classes. {@link LimitLeaks} allows some, {@link ExpectLeak} those that are known.
 * Tracks the test even without {@link TrackMemory}. Its cost is a full collection for each test, or
 * for the class.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TrackMemoryExtension.class)
public @interface NoLeaks {

  /** Whether each test is judged as it ends, or the class as a whole. */
  LeakScope scope() default LeakScope.TEST;

  /** What becomes of state that only a library keeps, which one run does not judge by default. */
  Libraries libraries() default Libraries.TOLD;
}
