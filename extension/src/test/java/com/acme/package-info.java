/** Code under test, of a package that is not TrackMemory's. */
@NullMarked
package com.acme;

import org.jspecify.annotations.NullMarked;
