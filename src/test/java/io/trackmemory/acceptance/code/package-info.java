/** Code that the acceptance tests put under test: small classes, as messages name their lines. */
@NullMarked
package io.trackmemory.acceptance.code;

import org.jspecify.annotations.NullMarked;
