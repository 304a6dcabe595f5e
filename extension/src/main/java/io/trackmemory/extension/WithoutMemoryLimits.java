package io.trackmemory.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lifts, for one test or class, the limits that it inherits and those of settings. Limits that
 * stand beside it, or nearer to the test, still apply; the test is still tracked.
 *
 * <p>On a class or a method, or on an annotation that stands there; inherited by subclasses and
 * {@code @Nested} classes.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface WithoutMemoryLimits {}
