package io.trackmemory.report.base;

import io.trackmemory.tracker.spi.HeapLayout;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where a test ran.
 *
 * @param javaVersion version of the JDK, such as {@code 17.0.15+6}
 * @param javaVendor who built it
 * @param vm name of the virtual machine
 * @param os name, version and architecture of the operating system
 * @param collectors names of the garbage collectors
 * @param maxHeapBytes most that the heap may take, in bytes
 * @param regionBytes size of a region of G1's heap; empty for other collectors
 * @param objectLayout how objects are laid out, which decides their bytes
 * @param processors how many processors the JVM may use
 * @param arguments arguments of the JVM, without what could be a secret
 */
public record Conditions(
    String javaVersion,
    String javaVendor,
    String vm,
    String os,
    List<String> collectors,
    long maxHeapBytes,
    OptionalLong regionBytes,
    HeapLayout objectLayout,
    int processors,
    List<String> arguments) {

  /** Those of this JVM. */
  public static Conditions ofThisJvm() {
    return new Conditions(
        Runtime.version().toString(),
        property("java.vendor"),
        property("java.vm.name") + " (" + property("java.vm.info") + ")",
        property("os.name") + " " + property("os.version") + " " + property("os.arch"),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .toList(),
        Runtime.getRuntime().maxMemory(),
        HeapRegions.ofThisJvm(),
        HeapLayout.ofThisJvm(),
        Runtime.getRuntime().availableProcessors(),
        JvmArguments.shown(ManagementFactory.getRuntimeMXBean().getInputArguments()));
  }

  private static String property(String key) {
    return System.getProperty(key, Numbers.NOT_AVAILABLE);
  }
}
