package io.trackmemory.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A leak that is known: no failure before a day, and a failure if it no longer occurs. Everything
 * else that leaks is a failure, as by {@link NoLeaks}, which this implies, unless {@link NoLeaks}
 * or {@link LimitLeaks} says how leaks are judged.
 *
 * <p>One that names a type covers the objects of that type, or a subtype, which the holder was
 * given, what these hold in turn, and the entries of maps that they are in; not what else the same
 * holder holds. One that only names a holder covers all of that. All that is given must hold. It
 * occurs whether what it names is judged or, as a library's, only told.
 *
 * <p>Repeatable; on a class or a method, or on an annotation that stands there; inherited by
 * subclasses and {@code @Nested} classes. All of them apply, those on a method beside those on its
 * class, up to a {@link WithoutMemoryLimits}. On a method the leak must occur in the test (of a
 * template, in at least one invocation), on a class in at least one of its tests, and the class
 * fails: told only where all its tests ran, were judged, and did not fail otherwise.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(ExpectLeaks.class)
@ExtendWith(TrackMemoryExtension.class)
public @interface ExpectLeak {

  /** What leaks, subtypes included; any where left out. */
  Class<?> type() default void.class;

  /** The same as messages print it, such as {@code "com.acme.Foo[]"}, exact. */
  String typeName() default "";

  /**
   * Any part of the chain that holds it: a class, a field ({@code "SESSIONS"}, {@code
   * "Registry.SESSIONS"}), or the holder as messages name it; any where left out.
   */
  String heldBy() default "";

  /** Why it is accepted; not blank. */
  String reason();

  /**
   * The day from which it is a failure again, such as {@code "2027-01-31"}, as the default time
   * zone has it; never where left out.
   */
  String until() default "";
}
