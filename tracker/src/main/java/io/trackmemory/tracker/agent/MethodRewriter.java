package io.trackmemory.tracker.agent;

import static io.trackmemory.tracker.agent.HookCalls.call;
import static io.trackmemory.tracker.agent.HookCalls.withTop;

import io.trackmemory.tracker.UnattributedBytes.Cause;
import io.trackmemory.tracker.record.Site;
import java.util.ArrayDeque;
import java.util.Deque;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Puts a hook behind each instruction that allocates.
 *
 * <p>An object is counted right after {@code NEW}, by number only, so that counting lets nothing
 * escape and constructors that throw count too; it is followed after its constructor, where the
 * verifier lets it be passed. Pairing the two relies on {@code NEW, DUP ... <init>} nesting
 * properly in the order of the code, as compilers write it; a {@code NEW} without {@code DUP} is
 * not followed.
 */
final class MethodRewriter extends MethodVisitor {

  private static final String RUNNABLE = "java/lang/Runnable";

  private final ClassContext context;
  private final String method;
  private final String descriptor;
  private final boolean bodyIsHookedAtCallers;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private @Nullable Pending justMade;
  private int line = -1;

  private static final class Pending {
    final String type;
    final int site;
    boolean duplicated;

    Pending(String type, int site) {
      this.type = type;
      this.site = site;
    }
  }

  MethodRewriter(MethodVisitor next, ClassContext context, String method, String descriptor) {
    super(Opcodes.ASM9, next);
    this.context = context;
    this.method = method;
    this.descriptor = descriptor;
    this.bodyIsHookedAtCallers = CallRules.isHookedAtCallers(context.name, method, descriptor);
  }

  private int site(Site.Kind kind, String type) {
    return context.pass.next(kind, method, descriptor, type, line);
  }

  @Override
  public void visitLineNumber(int number, Label start) {
    line = number;
    super.visitLineNumber(number, start);
  }

  @Override
  public void visitInsn(int opcode) {
    if (justMade != null && opcode == Opcodes.DUP) {
      justMade.duplicated = true;
    }
    justMade = null;
    super.visitInsn(opcode);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    justMade = null;
    super.visitTypeInsn(opcode, type);
    if (bodyIsHookedAtCallers) {
      return;
    }
    if (opcode == Opcodes.NEW) {
      int site = site(Site.Kind.OBJECT, context.typeName(type));
      call(mv, "object", site);
      justMade = new Pending(type, site);
      pending.push(justMade);
    } else if (opcode == Opcodes.ANEWARRAY) {
      String name = context.typeName(type.startsWith("[") ? "[" + type : "[L" + type + ";");
      withTop(mv, "array", "([Ljava/lang/Object;I)V", site(Site.Kind.ARRAY, name));
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    justMade = null;
    super.visitIntInsn(opcode, operand);
    if (opcode == Opcodes.NEWARRAY && !bodyIsHookedAtCallers) {
      String type = "[" + "ZCFDBSIJ".charAt(operand - Opcodes.T_BOOLEAN);
      withTop(mv, "array", "(" + type + "I)V", site(Site.Kind.ARRAY, context.typeName(type)));
    }
  }

  @Override
  public void visitMultiANewArrayInsn(String type, int dimensions) {
    justMade = null;
    super.visitMultiANewArrayInsn(type, dimensions);
    withTop(mv, "multi", "(Ljava/lang/Object;I)V", site(Site.Kind.VARYING, context.typeName(type)));
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String callDescriptor, boolean isInterface) {
    justMade = null;
    String run = context.runHook(method, descriptor, owner, name, callDescriptor);
    if (run != null) {
      String task = run.equals("callMaybe") ? "java/util/concurrent/Callable" : RUNNABLE;
      call(mv, run, "(L" + task + ";)" + callDescriptor.substring(2));
      return;
    }
    if (CloneRule.isClone(opcode, name, callDescriptor)) {
      cloned(opcode, owner, isInterface);
      return;
    }
    visitCall(opcode, owner, name, callDescriptor, isInterface);
    if (bodyIsHookedAtCallers) {
      return;
    }
    if (opcode == Opcodes.INVOKESPECIAL && name.equals("<init>")) {
      constructed(owner);
    } else if (CallRules.fillsGivenProduct(owner, name, callDescriptor)) {
      super.visitInsn(Opcodes.DUP);
      super.visitVarInsn(Opcodes.ALOAD, CallRules.GIVEN_PRODUCT);
      HookCalls.push(mv, site(Site.Kind.VARYING, "int[]"));
      call(mv, "unlessGiven", "(Ljava/lang/Object;Ljava/lang/Object;I)V");
    } else {
      String hook = CallRules.hook(owner, name, callDescriptor);
      if (hook != null) {
        called(hook, callDescriptor);
      }
    }
  }

  private void visitCall(
      int opcode, String owner, String name, String callDescriptor, boolean isInterface) {
    Cause measured = context.nativeCause(owner, name, callDescriptor);
    if (measured != null) {
      NativeWriter.begin(mv, measured);
    }
    super.visitMethodInsn(opcode, owner, name, callDescriptor, isInterface);
    if (measured != null) {
      NativeWriter.end(mv);
    }
  }

  private void cloned(int opcode, String owner, boolean isInterface) {
    boolean virtual = opcode != Opcodes.INVOKESPECIAL && !CloneRule.isNative(opcode, owner);
    if (virtual) {
      super.visitInsn(Opcodes.DUP);
    }
    super.visitMethodInsn(opcode, owner, "clone", "()Ljava/lang/Object;", isInterface);
    if (CloneRule.isNative(opcode, owner)) {
      varying("dynamic", "(Ljava/lang/Object;I)V", owner);
      return;
    }
    super.visitInsn(virtual ? Opcodes.DUP_X1 : Opcodes.DUP);
    if (!virtual) {
      super.visitInsn(Opcodes.DUP);
    }
    HookCalls.push(mv, site(CloneRule.kind(opcode), context.typeName(owner)));
    call(mv, "cloned", "(Ljava/lang/Object;Ljava/lang/Object;I)V");
  }

  private void constructed(String type) {
    Pending made = pending.peek();
    if (made != null && made.type.equals(type)) {
      pending.pop();
      if (made.duplicated) {
        withTop(mv, "follow", "(Ljava/lang/Object;I)V", made.site);
      }
    }
  }

  private void called(String hook, String callDescriptor) {
    String result = callDescriptor.substring(callDescriptor.indexOf(')') + 1);
    String hookDescriptor = CallRules.descriptor(hook, callDescriptor);
    if (hook.equals("box")) {
      String type = context.typeName(result.substring(1, result.length() - 1));
      withTop(mv, hook, hookDescriptor, site(Site.Kind.OBJECT, type));
    } else {
      varying(hook, hookDescriptor, Type.getType(result).getInternalName());
    }
  }

  private void varying(String hook, String hookDescriptor, String type) {
    withTop(mv, hook, hookDescriptor, site(Site.Kind.VARYING, context.typeName(type)));
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String callDescriptor, Handle bootstrap, Object... arguments) {
    justMade = null;
    boolean lambda = bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory");
    super.visitInvokeDynamicInsn(name, callDescriptor, bootstrap, arguments);
    if (lambda && !callDescriptor.startsWith("()")) {
      varying("dynamic", "(Ljava/lang/Object;I)V", "java/lang/Object");
      if (TaskRules.isLambda(context.name, name, arguments[0])) {
        super.visitInsn(Opcodes.DUP);
        call(mv, "maybeTaskMade", "(Ljava/lang/Object;)V");
      }
    }
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    justMade = null;
    super.visitVarInsn(opcode, index);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String type) {
    justMade = null;
    super.visitFieldInsn(opcode, owner, name, type);
  }

  @Override
  public void visitLdcInsn(Object value) {
    justMade = null;
    super.visitLdcInsn(value);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    justMade = null;
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitMaxs(maxStack + 4, maxLocals);
  }
}
