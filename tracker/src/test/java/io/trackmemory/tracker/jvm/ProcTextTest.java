package io.trackmemory.tracker.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.MachineMemory;
import io.trackmemory.tracker.ProcessMemory;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcTextTest {

  private static final String STATUS =
      """
      Name:\tjava
      State:\tS (sleeping)
      VmPeak:\t 3000060 kB
      VmSize:\t 2800000 kB
      VmHWM:\t   61764 kB
      VmRSS:\t   51764 kB
      Threads:\t17
      """;
  private static final String STAT =
      "4711 (java) S 1 4711 1 0 -1 4194304 9012 55 37 2 130 20 0 0 20 0 17 0 1441622 2867200000 12941"
          + " 18446744073709551615 1 1 0 0 0 0 0 0 0\n";
  private static final String MEMINFO =
      """
      MemTotal:       24684092 kB
      MemFree:        22780296 kB
      MemAvailable:   23191936 kB
      """;

  @Test
  void processMemory_ofWholeTexts() {
    assertThat(ProcText.process(STATUS, STAT))
        .isEqualTo(
            new ProcessMemory(
                OptionalLong.of(51_764L << 10),
                OptionalLong.of(61_764L << 10),
                OptionalLong.of(2_800_000L << 10),
                OptionalLong.of(9012),
                OptionalLong.of(37)));
  }

  @Test
  void processMemory_ofNothing_isEmpty() {
    OptionalLong none = OptionalLong.empty();
    assertThat(ProcText.process("", ""))
        .isEqualTo(new ProcessMemory(none, none, none, none, none))
        .hasToString("n/a resident (peak n/a), n/a virtual, page faults n/a minor, n/a major");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VmRSS:",
        "VmRSS: kB",
        "VmRSS:\t51764",
        "VmRSS:\t51764 MB",
        "VmRSS:\t-1 kB",
        "VmRSS:\t0x10 kB",
        "VmRSS:\t5 1764 kB",
        "VmRSS:\t\u0661 kB",
        "VmRSS:\t9223372036854775807 kB",
        "VmRSS:\t18446744073709551615 kB",
        "VmRSS 51764 kB",
        "XVmRSS:\t51764 kB",
        "VmRSSx:\t51764 kB",
        "\0\0\0",
      })
  void bytes_ofBrokenLine_areEmpty(String line) {
    assertThat(ProcText.bytes("Name:\tjava\n" + line + "\n", "VmRSS")).isEmpty();
  }

  @Test
  void bytes_ofTornText_areThoseBeforeTheTear() {
    String torn = STATUS.substring(0, STATUS.indexOf("51764") + 3);
    assertThat(ProcText.bytes(torn, "VmHWM")).hasValue(61_764L << 10);
    assertThat(ProcText.bytes(torn, "VmRSS")).isEmpty();
  }

  @Test
  void bytes_ofZero_areZero() {
    assertThat(ProcText.bytes("VmSwap:\t       0 kB", "VmSwap")).hasValue(0);
  }

  @Test
  void statField_afterHostileName() {
    String hostile = STAT.replace("(java)", "(a) S 1 (b) c\n)");
    assertThat(ProcText.statField(hostile, 10)).hasValue(9012);
    assertThat(ProcText.statField(hostile, 12)).hasValue(37);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4711 java S 1 4711 1 0 -1 4194304 9012 55 37",
        "4711 (java) S 1 4711 1 0 -1 4194304",
        "4711 (java) S 1 4711 1 0 -1 4194304 -9012 55 -37",
        "4711 (java) S 1 4711 1 0 -1 4194304 many 55 more",
        "4711 (java) S 1 4711 1 0 -1 4194304  55 37",
        "4711 (java) S 1 4711 1 0 -1 4194304 18446744073709551615 55 99999999999999999999",
        "4711 (java)",
        ")",
      })
  void pageFaults_ofBrokenText_areEmpty(String stat) {
    assertThat(ProcText.process("", stat).minorPageFaults()).isEmpty();
  }

  @Test
  void machineMemory_ofHost() {
    OptionalLong total = OptionalLong.of(24_684_092L << 10);
    OptionalLong free = OptionalLong.of(7);
    assertThat(ProcText.machine(total, free, MEMINFO))
        .isEqualTo(new MachineMemory(total, free, OptionalLong.of(23_191_936L << 10)));
    assertThat(ProcText.machine(total, free, "MemTotal: 24684092 kB\n").availableBytes()).isEmpty();
  }

  @Test
  void machineMemory_inContainer_knowsNotWhatIsAvailable() {
    OptionalLong limit = OptionalLong.of(1L << 30);
    assertThat(ProcText.machine(limit, OptionalLong.of(7), MEMINFO))
        .isEqualTo(new MachineMemory(limit, OptionalLong.of(7), OptionalLong.empty()));
    assertThat(ProcText.machine(OptionalLong.empty(), OptionalLong.empty(), "").availableBytes())
        .isEmpty();
  }

  @Test
  void procFile_missingOrFolder_isNoText() {
    assertThat(ProcText.read("/proc/self/no-such-file")).isEmpty();
    assertThat(ProcText.read("/")).isEmpty();
  }

  @Test
  void given_negativeOrNotANumber_isEmpty() {
    assertThat(Given.number(-1L)).isEmpty();
    assertThat(Given.number(0L)).hasValue(0);
    assertThat(Given.positive(0)).isEmpty();
    assertThat(Given.positive(1)).hasValue(1);
    assertThat(Given.number(-1.0)).isEmpty();
    assertThat(Given.number(Double.NaN)).isEmpty();
    assertThat(Given.number(0.0)).hasValue(0);
  }
}
