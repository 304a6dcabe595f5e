/** Code under test; in the extension's own package it would be taken for a test library. */
@NullMarked
package io.trackmemory.sample;

import org.jspecify.annotations.NullMarked;
