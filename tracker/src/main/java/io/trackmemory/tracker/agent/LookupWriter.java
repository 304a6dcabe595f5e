package io.trackmemory.tracker.agent;

import java.util.Set;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Marks in a method that looks something up where it finds nothing and where it has made it. The
 * marks of {@code CacheRules}:
 *
 * <ul>
 *   <li>{@code get}: a call of that name that gives null is a miss
 *   <li>{@code field A}: reading null from the static field of that name is a miss
 *   <li>{@code a of a constant}: reading null from the object's field of that name is a miss, where
 *       the object is a layout of memory as the JDK's constants are
 *   <li>{@code get below 2100}: the same, where the method's argument is less than that
 *   <li>{@code type of 2}: a call of that name that gives the descriptor of the class of the enum
 *       constant in that local variable is a miss
 *   <li>{@code get by the JDK's}: the same, where the method's seventh argument is of a class of
 *       the JDK
 *   <li>{@code in put}: a call of that name is part of making it, and no other instruction
 *   <li>{@code from read}: with a call of that name begins making it
 *   <li>{@code new a/B}: making an object of that class is a miss
 *   <li>{@code new a/B by a service}: the same, where the object is a constructor that the class of
 *       security services, the first argument, keeps
 *   <li>{@code then clone}: with a call of that name begins what is done each time
 * </ul>
 */
final class LookupWriter extends MethodVisitor {

  private static final String HOOK = HookCall.LOOKUPS;

  /** Around the method. */
  static final HookCall BEGIN = HookCall.plain("begin").of(HOOK);

  static final HookCall END = HookCall.plain("end").of(HOOK);

  private final Set<String> marks;

  LookupWriter(MethodVisitor next, Set<String> marks) {
    super(Opcodes.ASM9, next);
    this.marks = marks;
  }

  private void call(String name) {
    call(name, "()V");
  }

  private void call(String name, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, descriptor, false);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.NEW && marks.contains("new " + type)) {
      call("miss");
    } else if (opcode == Opcodes.NEW && marks.contains("new " + type + " by a service")) {
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitVarInsn(Opcodes.ALOAD, 1);
      call("missByService", "(Ljava/lang/Object;Ljava/lang/Class;)V");
    }
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    super.visitFieldInsn(opcode, owner, name, descriptor);
    if (opcode == Opcodes.GETSTATIC && marks.contains("field " + name)) {
      found();
    } else if (opcode == Opcodes.GETFIELD && marks.contains(name + " of a constant")) {
      super.visitInsn(Opcodes.DUP);
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitFieldInsn(Opcodes.GETFIELD, owner, "order", "Ljava/nio/ByteOrder;");
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, "name", "()Ljava/util/Optional;", false);
      call("foundOfConstant", "(Ljava/lang/Object;Ljava/nio/ByteOrder;Ljava/util/Optional;)V");
    }
  }

  private void found() {
    super.visitInsn(Opcodes.DUP);
    call("found", "(Ljava/lang/Object;)V");
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (marks.contains("then " + name)) {
      call("filled");
    }
    boolean isFill = marks.contains("in " + name);
    if (isFill || marks.contains("from " + name)) {
      call("miss");
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (isFill) {
      call("filled");
    }
    if (Type.getReturnType(descriptor).getSort() < Type.ARRAY) {
      return;
    }
    if (marks.contains(name + " by the JDK's")) {
      super.visitInsn(Opcodes.DUP);
      super.visitVarInsn(Opcodes.ALOAD, 6);
      call("foundBy", "(Ljava/lang/Object;Ljava/lang/Object;)V");
    } else if (marks.contains(name + " below 2100")) {
      super.visitInsn(Opcodes.DUP);
      super.visitVarInsn(Opcodes.ILOAD, 1);
      call("foundBelow2100", "(Ljava/lang/Object;I)V");
    } else if (marks.contains(name)) {
      found();
    } else {
      foundClass(name);
    }
  }

  private void foundClass(String name) {
    for (int local = 0; local <= 2; local++) {
      if (marks.contains(name + " of " + local)) {
        super.visitInsn(Opcodes.DUP);
        super.visitVarInsn(Opcodes.ALOAD, local);
        call("foundClassOf", "(Ljava/lang/Object;Ljava/lang/Object;)V");
      }
    }
  }
}
