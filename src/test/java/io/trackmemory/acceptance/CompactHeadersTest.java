package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects of 8 bytes, as there are with compact object headers. */
class CompactHeadersTest {

  private static final String OPTION = "UseCompactObjectHeaders";

  private static boolean hasOption() {
    HotSpotDiagnosticMXBean options =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      return options.getVMOption(OPTION) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void smallestObjects_areCountedListedAndFound() throws Exception {
    assumeTrue(hasOption(), "this JVM has no compact object headers");
    assertThat(String.join("\n", Forked.run(List.of("-XX:+" + OPTION), CompactHeadersMain.class)))
        .isEqualTo(
            """
            object without fields: 1, 8 B
            int: 1, 16 B
            two longs: 1, 24 B
            byte[0]: 1, 16 B
            byte[4]: 1, 16 B
            byte[5]: 1, 24 B
            byte[12]: 1, 24 B
            char[2]: 1, 16 B
            int[1]: 1, 16 B
            long[1]: 1, 24 B
            Object[1]: 1, 16 B
            clone: 2, 32 B
            list: 2, 40 B
            filters: passed
            others: passed
            failing: Expecting the action to make no allocations but it made 1 (8 B):
            failing: 1 x Main$Marker 8 B CompactHeadersMain.filters(CompactHeadersMain)
            failing: To accept: hasAllocationCountAtMost(1)
            leak: Expecting the action to leak no objects but it leaked 1 (8 B):
            leak: held by Main.KEPT (retains 8 B):
            leak: 1 x Main$Marker 8 B CompactHeadersMain.leak(CompactHeadersMain)
            leak: from the root:
            leak: static field of Main
            leak: Main.static KEPT <- first reference in your code
            leak: java.util.ArrayList.elementData
            leak: java.lang.Object[][0]
            leak: Main$Marker
            leak: why: a static field lives as long as its class; one that is filled only once is filled by no later test
            leak: To accept: hasLeakCount(1)
            retained by a leak: 128 B, counted: 128 B
            counted: 72 B and the list
            retained: Expecting java.util.ArrayList to keep alive at most 1 B but it keeps 128 B in 6 objects:
            retained: 1 x java.lang.Object[] 32 B
            retained: 1 x byte[] 24 B
            retained: 1 x Main$TwoLongs 24 B
            retained: 1 x java.util.ArrayList 24 B
            retained: 1 x Main$OneInt 16 B
            retained: 1 x Main$Marker 8 B
            retained: To accept: hasBytesAtMost(bytes(128))
            of a type: Expecting java.util.ArrayList to keep alive at most 7 B of Main$Marker but it keeps 8 B in 1 object:
            of a type: 1 x Main$Marker 8 B
            of a type: To accept: ofType(Marker.class).hasBytesAtMost(bytes(8))""");
  }
}
