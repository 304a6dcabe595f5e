package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.Jvm;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.kept.KeptClasses;
import io.trackmemory.tracker.site.SiteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.junit.jupiter.api.Test;

class RewritingTest {

  private static final String OWN_NAME = RewritingTest.class.getName().replace('.', '/');

  private static MemorySnapshot measure(Runnable action) {
    MemoryTracker.measure(action::run);
    return MemoryTracker.measure(action::run);
  }

  @Test
  void loaderThatKnowsJavaOnly_counts() throws ReflectiveOperationException {
    MemoryTracker.measure(() -> {});
    Generated loader =
        new Generated()
            .add(
                "Isolated",
                "java/lang/Object",
                out -> Generated.run(out, code -> Generated.makeObjects(code, 3)));
    MemorySnapshot seen = measure(loader.newInstance("Isolated"));

    assertThat(seen.allocationCount()).isEqualTo(3);
    assertThat(seen.allocatedBytes()).isEqualTo(48);
    assertThat(seen.uncertified()).isEmpty();
  }

  /** The tracker's own one is packed under another name, or works in own work only. */
  @Test
  void queueOfJcToolsThatIsTheUsers_counts() {
    MemorySnapshot seen = measure(() -> new MpscAtomicArrayQueue<String>(64).offer("element"));

    assertThat(seen.types())
        .as("made by its code; the queue itself is made here, where nothing is rewritten")
        .extracting(TypeStatistics::typeName)
        .containsExactlyInAnyOrder(AtomicReferenceArray.class.getName(), "java.lang.Object[]");
    assertThat(seen.allocationCount()).isEqualTo(2);
  }

  @Test
  void classThatFails_isNotForgottenForItsTwinInAnotherLoader() {
    Rewriting rewriting =
        new Rewriting(new SiteTable(), new TestClasses(), List.of(), KeptClasses.NONE);
    ClassLoader one = new Generated();
    byte[] whole = Objects.requireNonNull(ClassFile.find(getClass().getClassLoader(), OWN_NAME));
    assertThat(rewriting.transform(one, "some/Twin", null, null, new byte[3])).isNull();
    assertThat(rewriting.transform(new Generated(), "some/Twin", null, null, whole)).isNotNull();
    assertThat(rewriting.failures()).containsOnlyKeys("some.Twin");
    assertThat(rewriting.transform(one, "some/Twin", null, null, whole)).isNotNull();
    assertThat(rewriting.failures()).isEmpty();
  }

  @Test
  void classOfTheBootLoader_isNotTransformedAgainOnceItWasAsLoaded() {
    Rewriting rewriting =
        new Rewriting(new SiteTable(), new TestClasses(), List.of(), KeptClasses.NONE);
    byte[] list = Objects.requireNonNull(ClassFile.find(null, "java/util/ArrayList"));
    assertThat(rewriting.isToTransform(ArrayList.class)).isTrue();

    rewriting.transform(null, "java/util/ArrayList", ArrayList.class, null, list);
    assertThat(rewriting.isToTransform(ArrayList.class)).as("it was loaded before").isTrue();
    rewriting.transform(null, "java/util/ArrayList", null, null, new byte[3]);
    assertThat(rewriting.isToTransform(ArrayList.class)).as("it failed").isTrue();
    rewriting.transform(new Generated(), "java/util/ArrayList", null, null, list);
    assertThat(rewriting.isToTransform(ArrayList.class)).as("its twin").isTrue();
    rewriting.transform(null, "java/util/ArrayList", null, null, list);
    assertThat(rewriting.isToTransform(ArrayList.class)).isFalse();
  }

  @Test
  void typeOfAnotherLoader_hasItsSize() throws ReflectiveOperationException {
    Generated loader =
        new Generated()
            .add("Small", "java/lang/Object", out -> Generated.run(out, code -> {}))
            .add(
                "Makes",
                "java/lang/Object",
                out -> Generated.run(out, code -> make(code, "Small")));
    MemorySnapshot seen = measure(loader.newInstance("Makes"));

    assertThat(seen.types())
        .singleElement()
        .matches(type -> type.typeName().equals("Small") && type.bytes() == 16);
  }

  private static void make(MethodVisitor code, String type) {
    code.visitTypeInsn(Opcodes.NEW, type);
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", "()V", false);
    code.visitInsn(Opcodes.POP);
  }

  @Test
  void classInitialiser_isFirstUse() throws ReflectiveOperationException {
    Generated loader =
        new Generated()
            .add(
                "Initialised",
                "java/lang/Object",
                out -> {
                  MethodVisitor code =
                      out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
                  code.visitCode();
                  Generated.makeObjects(code, 100);
                  code.visitInsn(Opcodes.RETURN);
                  code.visitMaxs(0, 0);
                  code.visitEnd();
                  Generated.run(out, body -> {});
                })
            .add(
                "Initialises",
                "java/lang/Object",
                out -> Generated.run(out, code -> make(code, "Initialised")));
    Runnable action = loader.newInstance("Initialises");
    MemorySnapshot cold = MemoryTracker.measure(action::run);
    MemorySnapshot warm = MemoryTracker.measure(action::run);

    assertThat(cold.allocationCount()).isEqualTo(1).isEqualTo(warm.allocationCount());
    assertThat(cold.firstUseCount()).isGreaterThanOrEqualTo(100);
    assertThat(warm.firstUseCount()).isZero();
  }

  @Test
  void cloneThroughGeneratedSuperclass_counts() throws ReflectiveOperationException {
    Generated loader =
        new Generated()
            .add("Original", "java/lang/Object", out -> Generated.run(out, code -> {}))
            .add(
                "Copied",
                "Original",
                out ->
                    Generated.run(
                        out,
                        code -> {
                          code.visitVarInsn(Opcodes.ALOAD, 0);
                          code.visitMethodInsn(
                              Opcodes.INVOKESPECIAL,
                              "Original",
                              "clone",
                              "()Ljava/lang/Object;",
                              false);
                          code.visitInsn(Opcodes.POP);
                        }));
    MemorySnapshot seen = measure(loader.newInstance("Copied"));

    assertThat(seen.allocationCount()).isEqualTo(1);
  }

  @Test
  void methodTooLargeForHooks_isNamedWhenItRuns() throws Exception {
    assertThat(Jvm.run(TooLargeMain.class.getName()))
        .containsExactly(
            "other method: 2 [] ",
            "large method: [method Large.run(Large.java) ran uncounted, it is too large for its"
                + " hooks; split the method]",
            "afterwards: 2 []");
  }

  @Test
  void classThatCannotBeRewritten_isNamed() throws Exception {
    List<String> lines = Jvm.run(UnchangeableMain.class.getName());

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).isEqualTo("before: []");
    assertThat(lines.get(1))
        .startsWith("after: [class Full could not be instrumented (")
        .endsWith("); exclude it with trackmemory.exclude if it does not matter]");
  }

  static final class TooLargeMain {

    private TooLargeMain() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
      MemoryTracker.measure(() -> {});
      Generated loader =
          new Generated()
              .add(
                  "Large",
                  "java/lang/Object",
                  out -> {
                    Generated.run(out, code -> Generated.makeObjects(code, 8000));
                    Generated.method(
                        out,
                        "toString",
                        "()Ljava/lang/String;",
                        code -> {
                          Generated.makeObjects(code, 2);
                          code.visitLdcInsn(" ");
                          code.visitInsn(Opcodes.ARETURN);
                        });
                  });
      Runnable large = loader.newInstance("Large");
      String[] text = new String[1];
      MemorySnapshot other = MemoryTracker.measure(() -> text[0] = large.toString());
      System.out.println("other method: " + other.allocationCount() + " " + cause(other) + text[0]);
      System.out.println("large method: " + cause(MemoryTracker.measure(large::run)));
      MemorySnapshot after = MemoryTracker.measure(() -> text[0] = large.toString());
      System.out.println("afterwards: " + after.allocationCount() + " " + cause(after));
    }
  }

  static final class UnchangeableMain {

    private UnchangeableMain() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
      System.out.println("before: " + cause(MemoryTracker.measure(() -> {})));
      // Not even the mark of a method without hooks fits into 65,535 bytes.
      Generated loader =
          new Generated()
              .add(
                  "Full",
                  "java/lang/Object",
                  out ->
                      Generated.run(
                          out,
                          code -> {
                            Generated.makeObjects(code, 8191);
                            for (int i = 0; i < 65_534 - 8191 * 8; i++) {
                              code.visitInsn(Opcodes.NOP);
                            }
                          }));
      Runnable full = loader.newInstance("Full");
      System.out.println("after: " + cause(MemoryTracker.measure(full::run)));
    }
  }

  private static List<String> cause(MemorySnapshot snapshot) {
    return snapshot.uncertified().stream().toList();
  }
}
