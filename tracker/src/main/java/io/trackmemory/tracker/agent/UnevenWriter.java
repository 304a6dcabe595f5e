package io.trackmemory.tracker.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Follows the objects of a method that does not make them as {@link MethodRewriter} expects it: not
 * copied on the stack before its constructor is called (as the Eclipse compiler writes {@code new
 * X();}), kept in a local variable meanwhile (as javac does around a switch with a try block),
 * constructed in another order than made, or by one of several constructors.
 *
 * <p>A reference to each is kept in a local variable of its own from the instruction that makes it
 * until its constructor has returned, and named in all stack map frames in between, as the verifier
 * wants it. It is forgotten right after, and where an exception is caught, so that it keeps nothing
 * alive. Costs only methods that are written so.
 */
final class UnevenWriter extends SlotVisitor {

  private final MethodRewriter rewriter;
  private final ClassContext context;
  private final String method;
  private final Map<Object, Made> objects = new HashMap<>(); // labels, by identity
  private final List<Made> order = new ArrayList<>();
  private final Set<Label> handlers = new HashSet<>();
  private int nextVariable;
  private boolean atHandler;

  private record Made(Object object, int variable, int site) {}

  /**
   * Creates the writer.
   *
   * @param variables how many slots the method's own local variables take
   */
  UnevenWriter(
      MethodRewriter next,
      ClassContext context,
      int access,
      String method,
      String descriptor,
      int variables) {
    super(next, access, context.name, method, descriptor);
    this.rewriter = next;
    this.context = context;
    this.method = method + descriptor;
    int arguments = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
    this.nextVariable = Math.max(variables, arguments);
  }

  @Override
  void made(Object object) {
    Made made = new Made(object, nextVariable++, rewriter.lastSite());
    objects.put(object, made);
    order.add(made);
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ASTORE, made.variable);
  }

  @Override
  void constructed(Object object) {
    Made made = objects.get(object);
    if (made != null) {
      mv.visitVarInsn(Opcodes.ALOAD, made.variable);
      HookCall.push(mv, made.site);
      HookCall.call(mv, "followAlone", "(Ljava/lang/Object;I)V");
      forget(made);
    }
  }

  private void forget(Made made) {
    mv.visitInsn(Opcodes.ACONST_NULL);
    mv.visitVarInsn(Opcodes.ASTORE, made.variable);
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    super.visitTryCatchBlock(start, end, handler, type);
    handlers.add(handler);
  }

  @Override
  public void visitLabel(Label label) {
    super.visitLabel(label);
    atHandler |= handlers.contains(label);
  }

  @Override
  void meet(List<Object> frameLocals, List<Object> frameStack, List<Object> slots) {
    List<Object> all = new ArrayList<>(frameLocals);
    int used = 0;
    for (Object type : frameLocals) {
      used += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
    }
    for (Made made : order) {
      if (slots.contains(made.object)) {
        for (; used < made.variable; used++) {
          all.add(Opcodes.TOP);
        }
        all.add(made.object);
        used++;
      }
    }
    mv.visitFrame(
        Opcodes.F_FULL, all.size(), all.toArray(), frameStack.size(), frameStack.toArray());
    if (atHandler) {
      for (Made made : order) {
        if (!slots.contains(made.object)) {
          forget(made);
        }
      }
    }
    atHandler = false;
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (unknown != null) {
      context.uneven.add(method);
    }
    super.visitMaxs(maxStack + 2, Math.max(maxLocals, nextVariable));
  }
}
