/**
 * Baselines: figures of a check, kept as text beside the tests, and what differs from them. A
 * {@code BaselineFile} is read and replaced as a whole, whoever else does at the same time; a
 * {@code BaselineDiff} compares, across JDKs and object layouts. Knows no check and no message.
 */
@NullMarked
package io.trackmemory.dsl.baseline;

import org.jspecify.annotations.NullMarked;
