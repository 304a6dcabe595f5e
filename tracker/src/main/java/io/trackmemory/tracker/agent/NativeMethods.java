package io.trackmemory.tracker.agent;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** The native methods of a class, of which {@link NativeRules} says which are measured. */
final class NativeMethods {

  private NativeMethods() {}

  /** Native methods that a class declares and the JIT compiler does not replace. */
  static Set<String> of(ClassReader reader) {
    Set<String> natives = new HashSet<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            return (access & Opcodes.ACC_NATIVE) == 0
                ? null
                : new Intrinsic(natives, name + descriptor);
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return natives;
  }

  /* Adds a method unless its annotations say that it is an intrinsic. */
  private static final class Intrinsic extends MethodVisitor {
    private final Set<String> natives;
    private final String method;
    private boolean intrinsic;

    Intrinsic(Set<String> natives, String method) {
      super(Opcodes.ASM9);
      this.natives = natives;
      this.method = method;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      intrinsic |= descriptor.equals("Ljdk/internal/vm/annotation/IntrinsicCandidate;");
      return null;
    }

    @Override
    public void visitEnd() {
      if (!intrinsic) {
        natives.add(method);
      }
    }
  }
}
