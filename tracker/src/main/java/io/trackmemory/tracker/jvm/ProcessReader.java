package io.trackmemory.tracker.jvm;

import io.trackmemory.tracker.ProcessMemory;
import java.util.OptionalLong;

/** Memory of this process, from {@code /proc/self}. */
final class ProcessReader {

  private static final int MINOR_FAULTS = 10;
  private static final int MAJOR_FAULTS = 12;

  private ProcessReader() {}

  static ProcessMemory read() {
    return of(ProcFile.read("/proc/self/status"), ProcFile.read("/proc/self/stat"));
  }

  static OptionalLong residentBytes() {
    return ProcText.bytes(ProcFile.read("/proc/self/status"), "VmRSS");
  }

  static ProcessMemory of(String status, String stat) {
    return new ProcessMemory(
        ProcText.bytes(status, "VmRSS"),
        ProcText.bytes(status, "VmHWM"),
        ProcText.bytes(status, "VmSize"),
        ProcText.statField(stat, MINOR_FAULTS),
        ProcText.statField(stat, MAJOR_FAULTS));
  }
}
