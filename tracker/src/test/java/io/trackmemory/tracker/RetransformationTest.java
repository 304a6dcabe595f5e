package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Objects;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Another agent changes classes while a scope is open, as coverage tools do. */
class RetransformationTest {

  static final class Target implements Runnable {
    @Nullable Object made;

    @Override
    public void run() {
      made = new Object();
      made = new int[3];
      made = new Object();
    }
  }

  @Test
  void again_midScope_sitesStay() throws Exception {
    Target target = new Target();
    try (MemoryScope scope = MemoryTracker.open()) {
      target.run();
      Instrumentation instrumentation = ByteBuddyAgent.install();
      instrumentation.retransformClasses(Target.class);
      target.run();
      MemorySnapshot twice = scope.snapshot();
      assertThat(inTarget(twice)).isEqualTo(6);
      long lines = rows(twice);

      ClassFileTransformer coverage = new Coverage();
      instrumentation.addTransformer(coverage, true);
      try {
        instrumentation.retransformClasses(Target.class);
        target.run();
      } finally {
        instrumentation.removeTransformer(coverage);
        instrumentation.retransformClasses(Target.class);
      }
      target.run();
      MemorySnapshot four = scope.snapshot();

      assertThat(inTarget(four)).isEqualTo(12);
      assertThat(rows(four)).isEqualTo(lines).isEqualTo(3);
      assertThat(four.uncertified()).isEmpty();
    }
  }

  private static long inTarget(MemorySnapshot snapshot) {
    return snapshot.sites().stream()
        .filter(row -> row.site().className().equals(Target.class.getName()))
        .mapToLong(row -> row.count())
        .sum();
  }

  private static long rows(MemorySnapshot snapshot) {
    return snapshot.sites().stream()
        .filter(row -> row.site().className().equals(Target.class.getName()))
        .count();
  }

  /* Adds an instruction at the begin of each method, as probes are. */
  private static final class Coverage implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        String name,
        @Nullable Class<?> type,
        @Nullable ProtectionDomain domain,
        byte[] classFile) {
      if (type != Target.class) {
        return null;
      }
      ClassReader reader = new ClassReader(Objects.requireNonNull(classFile));
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(
          new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
              MethodVisitor out =
                  super.visitMethod(access, method, descriptor, signature, exceptions);
              return new MethodVisitor(Opcodes.ASM9, out) {
                @Override
                public void visitCode() {
                  super.visitCode();
                  super.visitInsn(Opcodes.ICONST_1);
                  super.visitInsn(Opcodes.POP);
                }
              };
            }
          },
          0);
      return writer.toByteArray();
    }
  }
}
