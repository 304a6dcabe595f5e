package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trackmemory.tracker.UnattributedBytes.ByCause;
import io.trackmemory.tracker.UnattributedBytes.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no line accounts for, interpreted and compiled, against a JVM without tracker. */
@Tag("slow")
@Tag("jdk")
class UnattributedTest {

  private static final Map<String, Long> PLAIN = new LinkedHashMap<>();
  private static final Map<String, Seen> INTERPRETED = new LinkedHashMap<>();
  private static final Map<String, Seen> COMPILED = new LinkedHashMap<>();

  /* Figures of one action, all in bytes, and the causes as text. */
  private record Seen(long jvm, long attributed, long total, long unknown, String causes) {

    static Seen parse(String line) {
      String[] parts = line.split(" ", 5);
      return new Seen(
          Long.parseLong(parts[0]),
          Long.parseLong(parts[1]),
          Long.parseLong(parts[2]),
          Long.parseLong(parts[3]),
          parts[4]);
    }
  }

  @BeforeAll
  static void run() throws Exception {
    run("-Xint", "plain").forEach((name, line) -> PLAIN.put(name, Long.parseLong(line)));
    run("-Xint").forEach((name, line) -> INTERPRETED.put(name, Seen.parse(line)));
    run(Jvm.ALL_COMPILERS).forEach((name, line) -> COMPILED.put(name, Seen.parse(line)));
  }

  private static Map<String, String> run(String mode, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(mode);
    command.add("-XX:SoftRefLRUPolicyMSPerMB=0");
    command.add(UnattributedProgram.class.getName());
    command.addAll(List.of(arguments));
    Map<String, String> seen = new LinkedHashMap<>();
    for (String line : Jvm.run(command.toArray(String[]::new))) {
      if (line.startsWith("seen ")) {
        String[] parts = line.substring("seen ".length()).split(": ", 2);
        seen.put(parts[0], parts[1]);
      }
    }
    assertThat(seen).hasSize(15);
    return seen;
  }

  private static Seen interpreted(String name) {
    return Objects.requireNonNull(INTERPRETED.get(name), name);
  }

  private static Seen compiled(String name) {
    return Objects.requireNonNull(COMPILED.get(name), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "exceptions",
        "without stack",
        "members",
        "interfaces",
        "boxed element",
        "files",
        "digest",
        "power",
        "class",
        "failing",
        "exception of the VM"
      })
  void jvmBytes_areThoseOfAJvmWithoutTracker(String name) {
    Seen seen = interpreted(name);

    assertThat(seen.jvm).isEqualTo(PLAIN.get(name));
    assertThat(seen.total).isEqualTo(seen.jvm - seen.attributed);
  }

  /* What the objects take without stacks is known from the same number of them that have none. */
  @Test
  void exceptions_stackTracesAreAllThatHasNoLine() {
    Seen seen = interpreted("exceptions");
    long stacks =
        Objects.requireNonNull(PLAIN.get("exceptions"))
            - Objects.requireNonNull(PLAIN.get("without stack"));

    assertThat(seen.total).isEqualTo(stacks).isPositive();
    assertThat(seen.causes).isEqualTo("STACK_TRACES 100 " + stacks);
    assertThat(seen.unknown).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "without stack"})
  void withoutNativeCode_nothing(String name) {
    assertThat(interpreted(name).total).isZero();
    assertThat(interpreted(name).causes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stack elements STACK_TRACES",
        "stack walker STACK_TRACES",
        "members REFLECTION",
        "interfaces REFLECTION",
        "boxed element NATIVE_METHODS",
        "files NATIVE_METHODS",
        "digest INTRINSICS",
        "power INTRINSICS",
        "class CLASS_LOADING"
      })
  void everyByteHasACause(String nameAndCause) {
    String cause = nameAndCause.substring(nameAndCause.lastIndexOf(' ') + 1);
    Seen seen = interpreted(nameAndCause.substring(0, nameAndCause.lastIndexOf(' ')));

    assertThat(seen.total).isPositive();
    assertThat(seen.unknown).isZero();
    assertThat(seen.causes).contains(cause);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"exceptions", "stack elements", "members", "interfaces", "boxed element", "files"})
  void causes_areTheSameCompiled(String name) {
    assertThat(compiled(name).causes).isEqualTo(interpreted(name).causes);
  }

  /* The exception itself is made by the VM, its stack by a constructor that the VM calls. */
  @Test
  void exceptionOfTheVm_onlyItsStackHasACause() {
    Seen seen = interpreted("exception of the VM");

    assertThat(seen.attributed).isZero();
    assertThat(seen.causes).startsWith("STACK_TRACES 1 ").doesNotContain(";");
    assertThat(seen.unknown).isBetween(16L, 200L);
  }

  @Test
  void nativeCodeThatThrows_leavesNothingOpen() {
    assertThat(interpreted("failing").causes).startsWith("STACK_TRACES 2 ");
  }

  /* The native method's own part is not known then; nothing is attributed twice. */
  @Test
  void javaCodeThatNativeCodeCalls_hasItsLine() {
    Seen seen = interpreted("class whose parent is asked for");

    assertThat(seen.attributed).isGreaterThan(4016);
    assertThat(seen.total).isBetween(1L, 1000L);
    assertThat(seen.unknown).isBetween(1L, seen.total);
  }

  @Test
  void nestedScopes_innerIsPartOfOuter() {
    MemorySnapshot[] inner = new MemorySnapshot[1];
    MemorySnapshot outer =
        MemoryTracker.measure(
            () -> {
              UnattributedProgram.exceptions(3);
              inner[0] = MemoryTracker.measure(() -> UnattributedProgram.exceptions(10));
              UnattributedProgram.exceptions(4);
            });

    assertThat(stacks(Objects.requireNonNull(inner[0]))).isEqualTo(10);
    assertThat(stacks(outer)).isEqualTo(17);
  }

  @Test
  void innerScopeThatIsOpen_isPartOfOuter() {
    try (MemoryScope outer = MemoryTracker.open();
        MemoryScope inner = MemoryTracker.open()) {
      UnattributedProgram.exceptions(5);

      assertThat(stacks(outer.snapshot())).isEqualTo(5);
      assertThat(stacks(inner.snapshot())).isEqualTo(5);
    }
  }

  @Test
  void checkpoints_divide() {
    try (MemoryScope scope = MemoryTracker.open()) {
      UnattributedProgram.exceptions(2);
      scope.checkpoint("two");
      UnattributedProgram.exceptions(6);

      MemorySnapshot seen = scope.snapshot();
      assertThat(stacks(seen.until("two"))).isEqualTo(2);
      assertThat(stacks(seen.since("two"))).isEqualTo(6);
    }
  }

  /* The tracker makes an exception, and takes call stacks of the others. */
  @Test
  void ownWork_isNotIncluded() {
    try (MemoryScope scope = MemoryTracker.open()) {
      scope.checkpoint("known");
      assertThatIllegalArgumentException().isThrownBy(() -> scope.checkpoint("known"));
      try (MemoryScope.Pause pause = scope.pause()) {
        UnattributedProgram.exceptions(3);
      }
      MemorySnapshot before = scope.snapshot();
      UnattributedProgram.exceptions(1);

      assertThat(stacks(scope.snapshot())).isEqualTo(stacks(before) + 1);
      assertThat(stacks(before)).isZero();
    }
  }

  @Test
  void otherThreads_areNotIncluded() throws Exception {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              Thread other = new Thread(() -> UnattributedProgram.exceptions(9));
              other.start();
              other.join();
            });

    assertThat(stacks(seen)).isZero();
    assertThat(seen.allocationCount()).isGreaterThan(9);
  }

  private static long stacks(MemorySnapshot seen) {
    return seen.unattributed().causes().stream()
        .filter(row -> row.cause() == Cause.STACK_TRACES)
        .mapToLong(ByCause::count)
        .sum();
  }

  @Test
  void total_coversTheCauses() {
    List<ByCause> causes =
        List.of(new ByCause(Cause.REFLECTION, 1, 30), new ByCause(Cause.STACK_TRACES, 2, 20));
    UnattributedBytes bytes = new UnattributedBytes(OptionalLong.of(60), causes);

    assertThat(bytes.knownBytes()).isEqualTo(50);
    assertThat(bytes.unknownBytes()).hasValue(10);
    assertThat(bytes.bytesOf(Cause.STACK_TRACES)).isEqualTo(20);
    assertThat(bytes.bytesOf(Cause.INTRINSICS)).isZero();
    assertThat(new UnattributedBytes(OptionalLong.empty(), causes).unknownBytes()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UnattributedBytes(OptionalLong.of(49), causes))
        .withMessage("total must be at least the sum of the causes, 50: 49");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ByCause(Cause.REFLECTION, 0, -1))
        .withMessage("count and bytes must not be negative: 0, -1");
  }
}
