package io.trackmemory.tracker.agent;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Tells which methods of a class the JIT compiler may replace, by their annotation. */
final class Intrinsics extends ClassVisitor {

  /** Annotation of methods that the JIT compiler may replace. */
  static final String ANNOTATION = "Ljdk/internal/vm/annotation/IntrinsicCandidate;";

  /** The field that tells whether assertions are on. */
  static final String ASSERTIONS = "$assertionsDisabled";

  private final Set<String> methods = new HashSet<>();
  private final String owner;
  private final int access;
  private final boolean replaced;

  private Intrinsics(String owner, int access, boolean replaced) {
    super(Opcodes.ASM9);
    this.owner = owner;
    this.access = access;
    this.replaced = replaced;
  }

  /** Native methods that the JIT compiler does not replace: names and descriptors. */
  static Set<String> natives(ClassReader reader) {
    return in(reader, Opcodes.ACC_NATIVE, false);
  }

  /**
   * Static methods that may be replaced, and are not native. One that reads a field of its class is
   * left out: it gives the vector that it was given.
   */
  static Set<String> plain(ClassReader reader) {
    return in(reader, Opcodes.ACC_STATIC, true);
  }

  private static Set<String> in(ClassReader reader, int access, boolean replaced) {
    Intrinsics found = new Intrinsics(reader.getClassName(), access, replaced);
    reader.accept(found, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found.methods;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int flags,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    int mask = access | Opcodes.ACC_NATIVE;
    return (flags & mask) == access ? new Annotated(name + descriptor) : null;
  }

  private final class Annotated extends MethodVisitor {
    private final String method;
    private boolean annotated;
    private boolean readsFields;

    Annotated(String method) {
      super(Opcodes.ASM9);
      this.method = method;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      annotated |= descriptor.equals(ANNOTATION);
      return null;
    }

    @Override
    public void visitFieldInsn(int opcode, String of, String name, String descriptor) {
      readsFields |= of.equals(owner) && !name.equals(ASSERTIONS);
    }

    @Override
    public void visitEnd() {
      if (annotated == replaced && !readsFields) {
        methods.add(method);
      }
    }
  }
}
