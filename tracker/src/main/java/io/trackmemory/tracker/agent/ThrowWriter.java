package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.site.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Follows the object of a constructor that ends in an exception, since whoever made it never gets
 * it, while a constructor may have passed it on before. A handler around what comes after the call
 * of the other constructor does, which costs nothing otherwise: while nothing is followed it never
 * even reads the object, so that one that does not escape can still be removed by the JIT compiler.
 *
 * <p>A constructor needs none if it and the one that it calls pass nothing on, or if nothing in it
 * can throw.
 */
final class ThrowWriter extends SlotVisitor {

  private static final String THROWABLE = "java/lang/Throwable";
  /* What was thrown, and a call with the object and a number. */
  private static final int HANDLER_STACK = 3;

  /* Whose constructors pass nothing on. */
  static final Set<String> KEEPING = Set.of("java/lang/Object", "java/lang/Record");

  private final ClassContext context;
  private final String descriptor;
  private final boolean frames;
  private final List<Range> ranges = new ArrayList<>();
  private final Set<Label> visited = new HashSet<>();
  /* With the object on the stack, or in another local variable than the first. */
  private final Set<Label> carried = new HashSet<>();
  private boolean expected;
  /* The constructor called passes nothing on. */
  private boolean plain;
  /* The constructor called may have passed it on, or this one has. */
  private boolean passedOn;
  private boolean throwing;
  private boolean begun;
  private int line = -1;

  /**
   * Creates the writer.
   *
   * @param frames whether the class has stack map frames
   */
  ThrowWriter(
      MethodVisitor next, ClassContext context, int access, String descriptor, boolean frames) {
    super(next, access, context.name, "<init>", descriptor);
    this.context = context;
    this.descriptor = descriptor;
    this.frames = frames;
  }

  @Override
  public void visitLineNumber(int number, Label start) {
    line = line < 0 ? number : line;
    super.visitLineNumber(number, start);
  }

  @Override
  void made(Object object) {
    mayThrow(true);
  }

  @Override
  void constructed(Object object) {
    if (object == Opcodes.UNINITIALIZED_THIS) {
      begun = true;
      turn();
    }
  }

  @Override
  void meet(List<Object> frameLocals, List<Object> frameStack, List<Object> slots) {
    passedOn |= expected && !isElsewhere(THIS);
    expected = false;
    turn();
  }

  /* Begins a range where the object is there, and ends it where it is not or is not at hand. */
  private void turn() {
    if (!begun) {
      return;
    }
    boolean there =
        local(0) != Opcodes.UNINITIALIZED_THIS && !isElsewhere(Opcodes.UNINITIALIZED_THIS);
    boolean atHand = local(0) == THIS;
    Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
    if (last != null && last.open) {
      if (there && last.atHand == atHand) {
        return;
      }
      last.close(mv, instructions());
    }
    if (there) {
      ranges.add(new Range(mv, instructions(), atHand));
    }
  }

  private void mayThrow(boolean maybe) {
    throwing |= begun && maybe;
  }

  /* The object may be one of the upper slots that an instruction takes. */
  private void takes(int slots) {
    mayThrow(true);
    for (int i = 0; i < slots; i++) {
      passedOn |= below(i) == THIS;
    }
  }

  /* Where paths meet, only its class tells it; it is lost where it meets one of another class. */
  private void leads(Label label) {
    if (isElsewhere(THIS)) {
      passedOn |= visited.contains(label);
      carried.add(label);
    }
  }

  @Override
  public void visitLabel(Label label) {
    super.visitLabel(label);
    visited.add(label);
    expected |= carried.contains(label);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.AASTORE || opcode == Opcodes.ATHROW) {
      takes(1);
    }
    mayThrow(ClassScan.isThrowing(opcode, plain));
    super.visitInsn(opcode);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    mayThrow(opcode == Opcodes.NEWARRAY);
    super.visitIntInsn(opcode, operand);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    mayThrow(opcode != Opcodes.INSTANCEOF);
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitMultiANewArrayInsn(String type, int dimensions) {
    mayThrow(true);
    super.visitMultiANewArrayInsn(type, dimensions);
  }

  @Override
  public void visitLdcInsn(Object value) {
    boolean resolved =
        value instanceof Type || value instanceof Handle || value instanceof ConstantDynamic;
    mayThrow(!plain && resolved);
    super.visitLdcInsn(value);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String type) {
    boolean put = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
    int size = put ? Type.getType(type).getSize() : 0;
    passedOn |= size == 1 && below(0) == THIS;
    boolean own = opcode >= Opcodes.GETFIELD ? below(size) == THIS : owner.equals(context.name);
    boolean often = opcode == Opcodes.GETFIELD || opcode == Opcodes.PUTSTATIC;
    mayThrow(!own && (often || !plain));
    super.visitFieldInsn(opcode, owner, name, type);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String called, boolean isInterface) {
    int arguments = (Type.getArgumentsAndReturnSizes(called) >> 2) - 1;
    if (opcode == Opcodes.INVOKESPECIAL
        && name.equals("<init>")
        && below(arguments) == Opcodes.UNINITIALIZED_THIS) {
      plain = KEEPING.contains(owner);
      passedOn |= !plain;
    } else {
      takes(arguments + (opcode == Opcodes.INVOKESTATIC ? 0 : 1));
    }
    super.visitMethodInsn(opcode, owner, name, called, isInterface);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String called, Handle bootstrap, Object... arguments) {
    takes((Type.getArgumentsAndReturnSizes(called) >> 2) - 1);
    super.visitInvokeDynamicInsn(name, called, bootstrap, arguments);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    super.visitVarInsn(opcode, index);
    if (index == 0 && opcode >= Opcodes.ISTORE) {
      turn();
    }
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    leads(label);
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitTableSwitchInsn(int least, int most, Label other, Label... labels) {
    leads(other);
    for (Label label : labels) {
      leads(label);
    }
    super.visitTableSwitchInsn(least, most, other, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
    leads(other);
    for (Label label : labels) {
      leads(label);
    }
    super.visitLookupSwitchInsn(other, keys, labels);
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      Object @Nullable [] locals,
      int stackCount,
      Object @Nullable [] stack) {
    expected |= isElsewhere(THIS); // from the instruction above
    mv.visitFrame(type, localCount, locals, stackCount, stack);
    super.visitFrame(type, localCount, locals, stackCount, stack);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (!ranges.isEmpty() && ranges.get(ranges.size() - 1).open) {
      ranges.get(ranges.size() - 1).close(mv, instructions());
    }
    boolean handled = passedOn && throwing;
    if (handled) {
      handle(true);
      handle(false);
    }
    super.visitMaxs(Math.max(maxStack, handled ? HANDLER_STACK : 0), maxLocals);
  }

  private void handle(boolean atHand) {
    List<Range> handled = new ArrayList<>();
    for (Range range : ranges) {
      if (range.atHand == atHand && range.last > range.first) {
        handled.add(range);
      }
    }
    if (handled.isEmpty()) {
      return;
    }
    Label handler = new Label();
    Label on = new Label();
    mv.visitLabel(handler);
    Object[] locals = atHand ? new Object[] {context.name} : new Object[0];
    frame(locals);
    mv.visitFieldInsn(Opcodes.GETSTATIC, HookCall.FOLLOW_SWITCH, "on", "Z");
    mv.visitJumpInsn(Opcodes.IFEQ, on);
    int site =
        context.pass.next(kind(atHand), "<init>", descriptor, context.typeName(context.name), line);
    if (atHand) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      HookCall.push(mv, site);
      HookCall.call(mv, "threw", "(Ljava/lang/Object;I)V");
    } else {
      HookCall.call(mv, "unfollowed", site);
    }
    mv.visitLabel(on);
    frame(locals);
    mv.visitInsn(Opcodes.ATHROW);
    for (Range range : handled) {
      mv.visitTryCatchBlock(range.start, range.end, handler, null);
    }
  }

  private static Site.Kind kind(boolean atHand) {
    return atHand ? Site.Kind.VARYING : Site.Kind.METHOD;
  }

  private void frame(Object[] locals) {
    if (frames) {
      mv.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, new Object[] {THROWABLE});
    }
  }

  /* Instructions with the object there, and in the first local variable or not. */
  private static final class Range {
    final Label start = new Label();
    final Label end = new Label();
    final boolean atHand;
    final int first;
    int last;
    boolean open = true;

    Range(MethodVisitor out, int first, boolean atHand) {
      this.first = first;
      this.atHand = atHand;
      out.visitLabel(start);
    }

    void close(MethodVisitor out, int lastOf) {
      open = false;
      last = lastOf;
      out.visitLabel(end);
    }
  }
}
