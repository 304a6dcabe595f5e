/**
 * Builds users' projects with other versions of what they use, checks what their tests said, and
 * writes the table of it.
 */
@NullMarked
package io.trackmemory.compatibility;

import org.jspecify.annotations.NullMarked;
