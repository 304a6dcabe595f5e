/** What threads may see of each other in the table of sites, tried with jcstress. */
@NullMarked
package io.trackmemory.tracker.site;

import org.jspecify.annotations.NullMarked;
