package io.trackmemory.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A contract: each call of the method or constructor allocates at most so many objects and arrays,
 * of at most so many bytes, in its body and in what it calls.
 *
 * <p>Checked in each call that a test passes through which TrackMemory tracks; the test fails if
 * one is broken. Work that a call hands over is part of it; what the JVM and the JDK do once for a
 * piece of code (first use) and lambdas and methods of the test class itself are not. Of a
 * recursion the outermost call is judged, and a call that ends in an exception too. A method that
 * overrides one inherits its contract, from classes and interfaces; one that it has itself is
 * checked beside it, not instead of it. A constructor's call is all of its code, that of other
 * constructors which it calls and field initialisers included, but not the object itself.
 *
 * <p>At least one attribute must be there. A value that is not allowed fails each test that passes
 * through.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface Allocates {

  /** How many objects and arrays, zero or more; left out, their number is not limited. */
  long atMost() default -1;

  /**
   * How many bytes, headers and padding included: a whole or decimal number and a unit, as {@code
   * "1 KiB"}; left out, they are not limited.
   */
  String bytes() default "";
}
