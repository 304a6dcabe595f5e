package io.trackmemory.report;

/** Classes of sizes of one object, headers and padding included: up to so many bytes. */
enum SizeClass {
  TO_16(16),
  TO_24(24),
  TO_32(32),
  TO_48(48),
  TO_64(64),
  TO_128(128),
  TO_256(256),
  TO_1_KIB(1 << 10),
  TO_4_KIB(4 << 10),
  TO_64_KIB(64 << 10),
  TO_1_MIB(1 << 20),
  LARGER(Long.MAX_VALUE);

  final long maxBytes;

  SizeClass(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The class of an object, or of a mean that is rounded up. */
  static SizeClass of(long bytes) {
    for (SizeClass each : values()) {
      if (bytes <= each.maxBytes) {
        return each;
      }
    }
    return LARGER;
  }
}
