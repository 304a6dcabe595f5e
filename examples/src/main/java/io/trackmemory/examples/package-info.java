/**
 * Code of the kind that users have, over published libraries, some of it with the mistakes that
 * cost memory. Its tests are the showcase.
 */
@NullMarked
package io.trackmemory.examples;

import org.jspecify.annotations.NullMarked;
