package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.jvm.ObjectLayout;

/**
 * How a JVM lays objects out, in bytes: what decides their sizes beside their fields.
 *
 * @param header header of an object
 * @param reference a reference
 * @param alignment what sizes are rounded up to
 */
public record HeapLayout(int header, int reference, int alignment) {

  /** Checks that each is more than nothing. */
  public HeapLayout {
    if (header <= 0 || reference <= 0 || alignment <= 0) {
      throw new IllegalArgumentException(
          "a layout must be of positive sizes: " + header + ", " + reference + ", " + alignment);
    }
  }

  /** The layout of this JVM. */
  public static HeapLayout ofThisJvm() {
    ObjectLayout layout = ObjectLayout.ofThisJvm();
    return new HeapLayout(layout.headerBytes(), layout.referenceBytes(), layout.alignmentBytes());
  }

  /** {@code header 12 B, reference 4 B, alignment 8 B}. */
  @Override
  public String toString() {
    return "header " + header + " B, reference " + reference + " B, alignment " + alignment + " B";
  }
}
