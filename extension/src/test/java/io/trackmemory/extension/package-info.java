/** Tests of the extension, by part and as a whole on JUnit's test kit. */
@NullMarked
package io.trackmemory.extension;

import org.jspecify.annotations.NullMarked;
