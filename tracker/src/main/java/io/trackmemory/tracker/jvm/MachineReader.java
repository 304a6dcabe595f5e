package io.trackmemory.tracker.jvm;

import com.sun.management.OperatingSystemMXBean;
import io.trackmemory.tracker.MachineMemory;
import java.util.OptionalLong;

/** Memory of the machine, or of the container. */
final class MachineReader {

  private MachineReader() {}

  static MachineMemory read(OperatingSystemMXBean system) {
    return of(
        Given.positive(system.getTotalMemorySize()),
        Given.number(system.getFreeMemorySize()),
        ProcFile.read("/proc/meminfo"));
  }

  /* Another total than the host's is a container's, of which the host's file tells nothing. */
  static MachineMemory of(OptionalLong total, OptionalLong free, String meminfo) {
    boolean ofHost = total.isPresent() && ProcText.bytes(meminfo, "MemTotal").equals(total);
    return new MachineMemory(
        total, free, ofHost ? ProcText.bytes(meminfo, "MemAvailable") : OptionalLong.empty());
  }
}
