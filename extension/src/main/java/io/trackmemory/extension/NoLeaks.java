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
 * <p>It looks at what the user's own methods allocate: with the per-method lifecycle from the
 * constructor of the test class, else from the first {@code @BeforeEach}, to the last
 * {@code @AfterEach}; each dynamic test of a {@code @TestFactory} on its own. What other extensions
 * allocate is theirs.
 *
 * <p>On a class or a method, or on an annotation that stands there; inherited by subclasses and
 * {@code @Nested} classes. Tracks the test even without {@link TrackMemory}. Its cost is a full
 * collection for each test.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TrackMemoryExtension.class)
public @interface NoLeaks {}
