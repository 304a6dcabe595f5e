/**
 * Acceptance tests over all modules, written as a user would who knows the public face only. They
 * run on the packaged jars.
 */
@NullMarked
package io.trackmemory.acceptance;

import org.jspecify.annotations.NullMarked;
