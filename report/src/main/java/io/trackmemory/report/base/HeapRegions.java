package io.trackmemory.report.base;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** Regions of the heap, as G1 has them. */
final class HeapRegions {

  private HeapRegions() {}

  /** Bytes of a region; empty where the collector is another, or the JVM does not tell. */
  static OptionalLong ofThisJvm() {
    try {
      HotSpotDiagnosticMXBean bean =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      long bytes =
          bean != null && Boolean.parseBoolean(bean.getVMOption("UseG1GC").getValue())
              ? Long.parseLong(bean.getVMOption("G1HeapRegionSize").getValue())
              : 0;
      return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    } catch (IllegalArgumentException | LinkageError e) {
      return OptionalLong.empty(); // no such option, or no such bean: not HotSpot
    }
  }
}
