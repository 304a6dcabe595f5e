package io.trackmemory.tracker.jvm;

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
public record ObjectLayout(
    int headerBytes, int referenceBytes, int alignmentBytes, int elementAlignmentBytes) {

  private static final int COMPACT_BY_DEFAULT = 27; // the JDK where compact headers became it

  /** Elements follow the header without a gap up to their own size, as in JVMs from 23 on. */
  ObjectLayout(int headerBytes, int referenceBytes, int alignmentBytes) {
    this(headerBytes, referenceBytes, alignmentBytes, 1);
  }

  public static ObjectLayout ofThisJvm() {
    return ThisJvm.LAYOUT;
  }

  /* Asked for by every scope, and the same for the JVM's life. */
  private static final class ThisJvm {
    static final ObjectLayout LAYOUT = read();
  }

  private static ObjectLayout read() {
    HotSpotDiagnosticMXBean diagnostics =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    int version = Runtime.version().feature();
    String alignment = option(diagnostics, "ObjectAlignmentInBytes", "8");
    return new ObjectLayout(
        headerBytes(diagnostics, version),
        isOn(diagnostics, "UseCompressedOops", false) ? 4 : 8,
        Integer.parseInt(alignment),
        version < 23 ? 8 : 1); // JDK-8139457
  }

  /* An option that is gone leaves what was its default last: both are on the way to be the only. */
  private static int headerBytes(HotSpotDiagnosticMXBean diagnostics, int version) {
    boolean later = version > COMPACT_BY_DEFAULT;
    if (isOn(diagnostics, "UseCompactObjectHeaders", later)) {
      return 8;
    }
    return isOn(diagnostics, "UseCompressedClassPointers", true) ? 12 : 16;
  }

  private static boolean isOn(HotSpotDiagnosticMXBean diagnostics, String name, boolean unknown) {
    return Boolean.parseBoolean(option(diagnostics, name, String.valueOf(unknown)));
  }

  private static String option(HotSpotDiagnosticMXBean diagnostics, String name, String unknown) {
    try {
      return diagnostics.getVMOption(name).getValue();
    } catch (IllegalArgumentException e) {
      return unknown; // not an option of this JVM
    }
  }

  /** Size of an object without fields in this JVM. */
  public static int smallestObjectBytes() {
    return ofThisJvm().objectBytes(0);
  }

  public int fieldBytes(String type) {
    return switch (type) {
      case "boolean", "byte" -> 1;
      case "char", "short" -> 2;
      case "int", "float" -> 4;
      case "long", "double" -> 8;
      default -> referenceBytes;
    };
  }

  public int objectBytes(int bytesOfFields) {
    return (int) align((long) headerBytes + bytesOfFields);
  }

  /** Size of an array, at most {@link Integer#MAX_VALUE}. */
  public int arrayBytes(String elementType, long length) {
    int elementBytes = fieldBytes(elementType);
    int gapless = Math.max(elementBytes, elementAlignmentBytes);
    long header = (headerBytes + 4L + gapless - 1) / gapless * gapless;
    return (int) Math.min(Integer.MAX_VALUE, align(header + length * elementBytes));
  }

  private long align(long bytes) {
    return (bytes + alignmentBytes - 1) / alignmentBytes * alignmentBytes;
  }
}
