package io.trackmemory.examples;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** A test that shows a failure. The build leaves it out; the showcase runs it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Tag("fails-on-purpose")
@interface FailsOnPurpose {

  /** Parts of the failure's message, in order. */
  String[] saying();
}
