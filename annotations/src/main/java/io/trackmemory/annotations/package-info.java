/**
 * Contracts on what production code may allocate, for TrackMemory to check in tests. Names only:
 * nothing here does anything or depends on anything, and nothing has to be there as code runs.
 */
package io.trackmemory.annotations;
