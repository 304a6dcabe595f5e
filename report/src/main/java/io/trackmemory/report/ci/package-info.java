/**
 * What is told of a failure where the tests run: to an agent that reads the console, and to build
 * servers in the forms that these know.
 */
@NullMarked
package io.trackmemory.report.ci;

import org.jspecify.annotations.NullMarked;
