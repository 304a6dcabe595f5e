package io.trackmemory.acceptance.code;

/** A class from which others are generated, by other names of the same length. */
final class Generated1000 {

  private Generated1000() {}
}
