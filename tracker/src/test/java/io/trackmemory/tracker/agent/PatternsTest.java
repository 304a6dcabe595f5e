package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Objects made by every pattern of instructions that the class-file format allows are followed, or
 * it is said that one was not. {@code Kept} puts itself into a list in its constructor. Long, as
 * each pattern is spelt out.
 */
class PatternsTest {

  private static final String KEPT = "Kept";
  private static final Object[] SELF = {"Makes"};
  private static final List<Runnable> MADE = new ArrayList<>(); // and what their classes hold

  private static Generated loader() {
    return new Generated()
        .add(
            "Registry",
            "java/lang/Object",
            out -> {
              out.visitField(
                  Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                  "LIST",
                  "[Ljava/lang/Object;",
                  null,
                  null);
              out.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "SIZE", "I", null, null);
              MethodVisitor init =
                  out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
              init.visitCode();
              init.visitIntInsn(Opcodes.BIPUSH, 100);
              init.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
              init.visitFieldInsn(Opcodes.PUTSTATIC, "Registry", "LIST", "[Ljava/lang/Object;");
              init.visitInsn(Opcodes.RETURN);
              init.visitMaxs(0, 0);
              init.visitEnd();
              keepMethod(out);
            })
        .addClass(
            KEPT,
            "java/lang/Object",
            out -> {
              constructor(
                  out,
                  "()V",
                  "java/lang/Object",
                  code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 0);
                    keep(code);
                  });
              constructor(
                  out,
                  "(I)V",
                  "java/lang/Object",
                  code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 0);
                    keep(code);
                    throwing(code, 1);
                  });
            })
        .addClass(
            "KeptBelow", KEPT, out -> constructor(out, "(I)V", KEPT, code -> throwing(code, 1)))
        .addClass(
            "Modest",
            "java/lang/Object",
            out -> constructor(out, "(I)V", "java/lang/Object", code -> throwing(code, 1)))
        .addClass(
            "Forgetful",
            "java/lang/Object",
            out ->
                constructor(
                    out,
                    "(I)V",
                    "java/lang/Object",
                    code -> {
                      code.visitVarInsn(Opcodes.ALOAD, 0);
                      keep(code);
                      code.visitInsn(Opcodes.ACONST_NULL);
                      code.visitVarInsn(Opcodes.ASTORE, 0);
                      throwing(code, 1);
                    }));
  }

  private static void keepMethod(ClassWriter out) {
    MethodVisitor code =
        out.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "keep", "(Ljava/lang/Object;)V", null, null);
    code.visitCode();
    code.visitFieldInsn(Opcodes.GETSTATIC, "Registry", "LIST", "[Ljava/lang/Object;");
    code.visitFieldInsn(Opcodes.GETSTATIC, "Registry", "SIZE", "I");
    code.visitInsn(Opcodes.DUP);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IADD);
    code.visitFieldInsn(Opcodes.PUTSTATIC, "Registry", "SIZE", "I");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.AASTORE);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void constructor(
      ClassWriter out, String descriptor, String superName, Consumer<MethodVisitor> body) {
    MethodVisitor code = out.visitMethod(Opcodes.ACC_PUBLIC, "<init>", descriptor, null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", "()V", false);
    body.accept(code);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /* An ArithmeticException if the number is 0. */
  private static void throwing(MethodVisitor code, int variable) {
    code.visitInsn(Opcodes.ICONST_1);
    code.visitVarInsn(Opcodes.ILOAD, variable);
    code.visitInsn(Opcodes.IDIV);
    code.visitInsn(Opcodes.POP);
  }

  private static void keep(MethodVisitor code) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "Registry", "keep", "(Ljava/lang/Object;)V", false);
  }

  private static void init(MethodVisitor code, String type, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", descriptor, false);
  }

  private static Runnable making(Consumer<MethodVisitor> body) throws ReflectiveOperationException {
    Runnable made =
        loader()
            .add("Makes", "java/lang/Object", out -> Generated.run(out, body))
            .newInstance("Makes");
    MADE.add(made);
    return made;
  }

  private static void assertLeaks(int count, Consumer<MethodVisitor> body)
      throws ReflectiveOperationException {
    Runnable action = making(body);
    assertLeaksOf(count, action);
    long bytes = 16L * Math.max(count, 1);
    assertThat(peak(action, bytes).moments()).isEmpty();
    PeakResult passed = peak(action, bytes - 1);
    assertThat(passed.moments()).as("%s", passed).hasSize(1);
    assertThat(passed.uncertified()).isEmpty();
  }

  private static void assertLeaksOf(int count, Runnable action) {
    MemorySnapshot seen = MemoryTracker.measure(action::run);

    assertThat(seen.uncertified()).isEmpty();
    assertThat(seen.leakResult().uncertified()).isEmpty();
    LeakResult found = seen.leakResult();
    assertThat(
            Stream.concat(found.leaks().stream(), found.told().stream())
                .mapToLong(Leak::objectCount)
                .sum())
        .as("%s, also where classes of no place count as a library's", found)
        .isEqualTo(count);
  }

  private static PeakResult peak(Runnable action, long limit) {
    try (MemoryScope scope =
        Tracking.DOOR.open(
            ScopeOptions.following()
                .withPeakLimits(List.of(ByteSize.ofBytes(Math.max(0, limit)))))) {
      action.run();
      return scope.snapshot().peakResult();
    }
  }

  @Test
  void noCopyOnTheStack_isFollowed() throws ReflectiveOperationException {
    assertLeaks(
        1,
        code -> {
          code.visitTypeInsn(Opcodes.NEW, KEPT);
          init(code, KEPT, "()V");
        });
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void noCopyOnTheStackAndBranchInArguments_isFollowed() throws ReflectiveOperationException {
    assertLeaks(
        1,
        code -> {
          Label made = new Label();
          Label other = new Label();
          Label end = new Label();
          code.visitLabel(made);
          code.visitTypeInsn(Opcodes.NEW, KEPT);
          code.visitVarInsn(Opcodes.ALOAD, 0);
          code.visitJumpInsn(Opcodes.IFNULL, other);
          code.visitInsn(Opcodes.ICONST_2);
          code.visitJumpInsn(Opcodes.GOTO, end);
          code.visitLabel(other);
          code.visitFrame(Opcodes.F_FULL, 1, SELF, 1, new Object[] {made});
          code.visitInsn(Opcodes.ICONST_3);
          code.visitLabel(end);
          code.visitFrame(Opcodes.F_FULL, 1, SELF, 2, new Object[] {made, Opcodes.INTEGER});
          init(code, KEPT, "(I)V");
        });
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void keptInLocalVariableBeforeItsConstructor_isFollowed() throws ReflectiveOperationException {
    assertLeaks(
        1,
        code -> {
          code.visitTypeInsn(Opcodes.NEW, KEPT);
          code.visitVarInsn(Opcodes.ASTORE, 1);
          code.visitVarInsn(Opcodes.ALOAD, 1);
          init(code, KEPT, "()V");
        });
  }

  @Test
  void copyInLocalVariableOnly_isFollowed() throws ReflectiveOperationException {
    assertLeaks(
        1,
        code -> {
          code.visitTypeInsn(Opcodes.NEW, "java/lang/Object");
          code.visitInsn(Opcodes.DUP);
          code.visitVarInsn(Opcodes.ASTORE, 1);
          init(code, "java/lang/Object", "()V");
          code.visitVarInsn(Opcodes.ALOAD, 1);
          keep(code);
        });
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void constructedInTheOrderMade_areFollowed() throws ReflectiveOperationException {
    Runnable action =
        making(
            code -> {
              for (int i = 1; i < 3; i++) {
                code.visitTypeInsn(Opcodes.NEW, "java/lang/Object");
                code.visitVarInsn(Opcodes.ASTORE, i);
              }
              for (int i = 1; i < 3; i++) {
                code.visitVarInsn(Opcodes.ALOAD, i);
                init(code, "java/lang/Object", "()V");
              }
              for (int i = 1; i < 3; i++) {
                code.visitVarInsn(Opcodes.ALOAD, i);
                keep(code);
              }
            });
    assertLeaksOf(2, action);
    assertThat(peak(action, 32).moments()).isEmpty();
    PeakResult passed = peak(action, 31);
    assertThat(passed.moments().size() + passed.uncertified().stream().count())
        .as("passed, or not certain, as two are in construction at a time: %s", passed)
        .isEqualTo(1);
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void oneOfTwoConstructors_isFollowed() throws ReflectiveOperationException {
    assertLeaks(
        1,
        code -> {
          Label made = new Label();
          Label other = new Label();
          Label end = new Label();
          code.visitLabel(made);
          code.visitTypeInsn(Opcodes.NEW, KEPT);
          code.visitInsn(Opcodes.DUP);
          code.visitVarInsn(Opcodes.ALOAD, 0);
          code.visitJumpInsn(Opcodes.IFNULL, other);
          code.visitInsn(Opcodes.ICONST_2);
          init(code, KEPT, "(I)V");
          code.visitJumpInsn(Opcodes.GOTO, end);
          code.visitLabel(other);
          code.visitFrame(Opcodes.F_FULL, 1, SELF, 2, new Object[] {made, made});
          init(code, KEPT, "()V");
          code.visitLabel(end);
          code.visitFrame(Opcodes.F_FULL, 1, SELF, 1, new Object[] {KEPT});
          code.visitInsn(Opcodes.POP);
        });
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void argumentBelowTheObject_isFollowed() throws ReflectiveOperationException {
    assertLeaks(
        1,
        code -> {
          code.visitInsn(Opcodes.ICONST_2);
          code.visitTypeInsn(Opcodes.NEW, KEPT);
          code.visitInsn(Opcodes.DUP_X1);
          code.visitInsn(Opcodes.SWAP);
          init(code, KEPT, "(I)V");
          code.visitInsn(Opcodes.POP);
        });
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void objectOfLongWithWideArguments_isFollowed() throws ReflectiveOperationException {
    assertLeaks(
        1,
        code -> {
          code.visitLdcInsn(5L);
          code.visitInsn(Opcodes.DUP2);
          code.visitInsn(Opcodes.LADD);
          code.visitInsn(Opcodes.L2I);
          code.visitTypeInsn(Opcodes.NEW, KEPT);
          code.visitInsn(Opcodes.DUP);
          code.visitLdcInsn(1.5);
          code.visitInsn(Opcodes.DUP2);
          code.visitInsn(Opcodes.DMUL);
          code.visitInsn(Opcodes.D2I);
          init(code, KEPT, "(I)V");
          code.visitInsn(Opcodes.POP2);
        });
  }

  @Test
  void constructorThatPassesTheObjectOnAndThrows_isFollowed() throws ReflectiveOperationException {
    assertLeaks(1, code -> caught(code, KEPT));
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void constructorThatThrowsAfterItsSuperclassHasPassedTheObjectOn_isFollowed()
      throws ReflectiveOperationException {
    assertLeaks(1, code -> caught(code, "KeptBelow"));
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void constructorThatThrowsAndPassesNothingOn_isCertain() throws ReflectiveOperationException {
    assertLeaks(0, code -> caught(code, "Modest"));
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void constructorThatOverwritesItsObjectAndThrows_cannotBeCertified()
      throws ReflectiveOperationException {
    MemorySnapshot seen = MemoryTracker.measure(making(code -> caught(code, "Forgetful"))::run);

    assertThat(seen.allocationCount()).isEqualTo(1);
    assertThat(seen.leakResult().uncertified())
        .contains(
            "an object that was made at Forgetful.<init>(Forgetful.java) could not be followed, as"
                + " the pattern of instructions is not known; compile its class with another"
                + " compiler");
    assertThat(
            MemoryTracker.measure(making(code -> caught(code, "Modest"))::run)
                .leakResult()
                .uncertified())
        .isEmpty();
  }

  private static void caught(MethodVisitor code, String type) {
    Label begin = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label after = new Label();
    code.visitTryCatchBlock(begin, end, handler, "java/lang/ArithmeticException");
    code.visitLabel(begin);
    code.visitTypeInsn(Opcodes.NEW, type);
    code.visitInsn(Opcodes.DUP);
    code.visitInsn(Opcodes.ICONST_0);
    init(code, type, "(I)V");
    code.visitInsn(Opcodes.POP);
    code.visitLabel(end);
    code.visitJumpInsn(Opcodes.GOTO, after);
    code.visitLabel(handler);
    code.visitFrame(Opcodes.F_FULL, 1, SELF, 1, new Object[] {"java/lang/ArithmeticException"});
    code.visitInsn(Opcodes.POP);
    code.visitLabel(after);
    code.visitFrame(Opcodes.F_FULL, 1, SELF, 0, new Object[0]);
  }
}
