package com.acme;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * On a test that leaks: part of what its message must name as the holder. Behind {@code |} is what
 * it may name beside that, as it holds as well. Tests without it are clean and must pass. Read from
 * the source, so it stands right above {@code @Test} and the method.
 */
@Retention(RetentionPolicy.SOURCE)
public @interface HeldBy {

  String value();
}
