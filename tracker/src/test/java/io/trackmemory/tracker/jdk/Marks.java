package io.trackmemory.tracker.jdk;

import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Looks for the instruction that a mark of {@code LookupWriter} names. */
final class Marks extends ClassVisitor {

  private final JdkMember<?> methods;
  private final String mark;
  private boolean found;

  private Marks(JdkMember<?> methods, String mark) {
    super(Opcodes.ASM9);
    this.methods = methods;
    this.mark = mark;
  }

  /** Whether any of the methods that a rule names has such an instruction. */
  static boolean isIn(byte[] classFile, JdkMember<?> methods, String mark) {
    Marks marks = new Marks(methods, mark);
    new ClassReader(classFile).accept(marks, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return marks.found;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return methods.names(JdkMember.Kind.METHOD, name, descriptor) ? new Instructions() : null;
  }

  private final class Instructions extends MethodVisitor {

    Instructions() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      found |=
          opcode == Opcodes.NEW
              && (mark.equals("new " + type) || mark.equals("new " + type + " by a service"));
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      found |=
          (opcode == Opcodes.GETSTATIC && mark.equals("field " + name))
              || (opcode == Opcodes.GETFIELD && mark.equals(name + " of a constant"));
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean givesObject = Type.getReturnType(descriptor).getSort() >= Type.ARRAY;
      found |=
          mark.equals("then " + name)
              || mark.equals("in " + name)
              || mark.equals("from " + name)
              || (givesObject
                  && (mark.equals(name)
                      || mark.equals(name + " below 2100")
                      || mark.matches(Pattern.quote(name) + " of \\d")
                      || mark.equals(name + " by the JDK's")));
    }
  }
}
