package io.trackmemory.tracker;

import io.trackmemory.tracker.base.OwnSpan;
import java.util.OptionalLong;

/**
 * Memory of the process as the operating system sees it, the JVM's own included. On Linux from
 * {@code /proc/self/status} and {@code /proc/self/stat}; empty elsewhere, and for a line that is
 * missing there. The kernel's figures for resident memory may lag by some pages for each core.
 *
 * @param residentBytes in physical memory now, in bytes
 * @param peakResidentBytes highest resident size so far, in bytes
 * @param virtualBytes address space, most of it only reserved, in bytes
 * @param minorPageFaults pages that were given without reading a disk, since the process began
 * @param majorPageFaults pages that had to be read from a disk, since the process began
 */
public record ProcessMemory(
    OptionalLong residentBytes,
    OptionalLong peakResidentBytes,
    OptionalLong virtualBytes,
    OptionalLong minorPageFaults,
    OptionalLong majorPageFaults) {

  @Override
  public String toString() {
    try (OwnSpan own = OwnSpan.begin()) {
      return FigureText.size(residentBytes)
          + " resident (peak "
          + FigureText.size(peakResidentBytes)
          + "), "
          + FigureText.size(virtualBytes)
          + " virtual, page faults "
          + FigureText.count(minorPageFaults)
          + " minor, "
          + FigureText.count(majorPageFaults)
          + " major";
    }
  }
}
