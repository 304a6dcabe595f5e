@NullMarked
package io.trackmemory.report.ci;

import org.jspecify.annotations.NullMarked;
