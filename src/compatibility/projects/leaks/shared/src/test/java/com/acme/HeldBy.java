package com.acme;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * On a test that leaks: what its message must name as the holder. Tests without it are clean and
 * must pass. Read from the source, so it stands last, right above the method.
 */
@Retention(RetentionPolicy.SOURCE)
public @interface HeldBy {

  String value();
}
