package io.trackmemory.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A contract: no call of the method or constructor allocates an object or an array, neither in its
 * body nor in what it calls.
 *
 * <p>Checked in each call that a test passes through which TrackMemory tracks, as {@link Allocates}
 * says in full; without TrackMemory it does nothing, and need not be there as code runs.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface AllocatesNothing {}
