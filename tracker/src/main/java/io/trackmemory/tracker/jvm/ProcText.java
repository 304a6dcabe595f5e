package io.trackmemory.tracker.jvm;

import com.sun.management.OperatingSystemMXBean;
import io.trackmemory.tracker.MachineMemory;
import io.trackmemory.tracker.ProcessMemory;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Memory of this process and of the machine, from the texts of {@code /proc}, as {@code man 5 proc}
 * describes them. Whatever does not look like it is empty.
 */
final class ProcText {

  private static final String UNIT = " kB";

  private static final String STATUS = "/proc/self/status";
  private static final int MAX_BYTES = 8192;

  private static final int MINOR_FAULTS = 10;
  private static final int MAJOR_FAULTS = 12;

  private ProcText() {}

  static ProcessMemory process() {
    return process(read(STATUS), read("/proc/self/stat"));
  }

  static OptionalLong residentBytes() {
    return bytes(read(STATUS), "VmRSS");
  }

  static ProcessMemory process(String status, String stat) {
    return new ProcessMemory(
        bytes(status, "VmRSS"),
        bytes(status, "VmHWM"),
        bytes(status, "VmSize"),
        statField(stat, MINOR_FAULTS),
        statField(stat, MAJOR_FAULTS));
  }

  /** Memory of the machine, or of the container. */
  static MachineMemory machine(OperatingSystemMXBean system) {
    return machine(
        Given.positive(system.getTotalMemorySize()),
        Given.number(system.getFreeMemorySize()),
        read("/proc/meminfo"));
  }

  /* Another total than the host's is a container's, of which the host's file tells nothing. */
  static MachineMemory machine(OptionalLong total, OptionalLong free, String meminfo) {
    boolean ofHost = total.isPresent() && bytes(meminfo, "MemTotal").equals(total);
    return new MachineMemory(
        total, free, ofHost ? bytes(meminfo, "MemAvailable") : OptionalLong.empty());
  }

  /**
   * The text of a file below {@code /proc}, 8 KiB of it at most (these files have less than 2);
   * empty text if there is no such file, or it cannot be read.
   *
   * <p>A stream, because a channel (and so {@code Files}) would take a direct buffer, which is one
   * of the figures.
   */
  static String read(String path) {
    try (FileInputStream in = new FileInputStream(path)) {
      byte[] bytes = new byte[MAX_BYTES];
      int length = in.readNBytes(bytes, 0, MAX_BYTES);
      return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    } catch (IOException | SecurityException e) {
      return ""; // not Linux, or a container that hides it: its figures are n/a
    }
  }

  /** Bytes of a line such as {@code VmRSS: 1764 kB}, as in {@code status} or {@code meminfo}. */
  static OptionalLong bytes(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key + ":"))
        .findFirst()
        .map(line -> line.substring(key.length() + 1).strip())
        .filter(value -> value.endsWith(UNIT))
        .map(value -> number(value.substring(0, value.length() - UNIT.length())))
        .filter(kib -> kib.isPresent() && kib.getAsLong() <= Long.MAX_VALUE >> 10)
        .map(kib -> OptionalLong.of(kib.getAsLong() << 10))
        .orElse(OptionalLong.empty());
  }

  /**
   * A field of {@code stat}, numbered from 1 as the manual does, from the third on. The second is
   * the name of the command in parentheses, which may contain blanks and parentheses.
   */
  static OptionalLong statField(String text, int field) {
    int nameEnd = text.lastIndexOf(')');
    if (nameEnd < 0) {
      return OptionalLong.empty();
    }
    String[] fields = text.substring(nameEnd + 1).strip().split(" ", -1);
    int index = field - 3;
    return index < fields.length ? number(fields[index]) : OptionalLong.empty();
  }

  private static OptionalLong number(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // larger than any size or count can be
    }
  }
}
