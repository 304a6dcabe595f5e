package io.trackmemory.tracker.leak;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * How this JVM lays objects out. A dump writes every reference with eight bytes, whatever the heap
 * uses, so sizes are worked out from the flags that decide them.
 *
 * @param headerBytes header of an object
 * @param referenceBytes a reference
 * @param alignmentBytes what sizes are rounded up to
 * @param elementAlignmentBytes what the place of an array's first element is rounded up to
 */
record ObjectLayout(
    int headerBytes, int referenceBytes, int alignmentBytes, int elementAlignmentBytes) {

  /** Elements follow the header without a gap up to their own size, as in JVMs from 23 on. */
  ObjectLayout(int headerBytes, int referenceBytes, int alignmentBytes) {
    this(headerBytes, referenceBytes, alignmentBytes, 1);
  }

  static ObjectLayout ofThisJvm() {
    HotSpotDiagnosticMXBean diagnostics =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    boolean compactHeaders = Boolean.parseBoolean(option(diagnostics, "UseCompactObjectHeaders"));
    boolean smallClasses = Boolean.parseBoolean(option(diagnostics, "UseCompressedClassPointers"));
    boolean smallReferences = Boolean.parseBoolean(option(diagnostics, "UseCompressedOops"));
    String alignment = option(diagnostics, "ObjectAlignmentInBytes");
    return new ObjectLayout(
        compactHeaders ? 8 : smallClasses ? 12 : 16,
        smallReferences ? 4 : 8,
        alignment.isEmpty() ? 8 : Integer.parseInt(alignment),
        Runtime.version().feature() < 23 ? 8 : 1); // JDK-8139457
  }

  private static String option(HotSpotDiagnosticMXBean diagnostics, String name) {
    try {
      return diagnostics.getVMOption(name).getValue();
    } catch (IllegalArgumentException e) {
      return ""; // not an option of this JVM
    }
  }

  int fieldBytes(String type) {
    return switch (type) {
      case "boolean", "byte" -> 1;
      case "char", "short" -> 2;
      case "int", "float" -> 4;
      case "long", "double" -> 8;
      default -> referenceBytes;
    };
  }

  int objectBytes(int bytesOfFields) {
    return (int) align((long) headerBytes + bytesOfFields);
  }

  /** Size of an array, at most {@link Integer#MAX_VALUE}. */
  int arrayBytes(String elementType, long length) {
    int elementBytes = fieldBytes(elementType);
    int gapless = Math.max(elementBytes, elementAlignmentBytes);
    long header = (headerBytes + 4L + gapless - 1) / gapless * gapless;
    return (int) Math.min(Integer.MAX_VALUE, align(header + length * elementBytes));
  }

  private long align(long bytes) {
    return (bytes + alignmentBytes - 1) / alignmentBytes * alignmentBytes;
  }
}
