/** Tests of the table of sites. */
@NullMarked
package io.trackmemory.tracker.site;

import org.jspecify.annotations.NullMarked;
