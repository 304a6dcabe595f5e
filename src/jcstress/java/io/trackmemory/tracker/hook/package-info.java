/**
 * What threads may see of each other in the recorder's classes, tried with jcstress: each test
 * lists the outcomes that the class comment of what it tests allows, and no other one may occur.
 */
@NullMarked
package io.trackmemory.tracker.hook;

import org.jspecify.annotations.NullMarked;
