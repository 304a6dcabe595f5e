package io.trackmemory.tracker.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Knows of each slot of the operand stack and of the local variables whether it holds an object
 * whose constructor has not been called yet, and which, or the object that a constructor makes: by
 * the effect of each instruction as chapter 6.5 of the JVM's specification has it, and by the stack
 * map frames where code paths meet. In a class without frames the first path seen decides. Long, as
 * each kind of instruction has its effect here.
 */
abstract class SlotVisitor extends MethodVisitor {

  /** Whatever else is in a slot. */
  static final Object OTHER = Opcodes.TOP;

  /**
   * The object that a constructor makes, once another constructor has been called for it, or, where
   * code paths meet, whatever is of its class.
   */
  static final Object THIS = "this";

  private static final String POPPED =
      ("0".repeat(46) + "22222222" + "0".repeat(25) + "34343333" + "120000000")
          + ("2424".repeat(5) + "1212" + "232323" + "242424" + "0" + "111222111222111")
          + ("42244" + "111111" + "22222222" + "00011" + "121210" + "0".repeat(12) + "110011");

  private static final String PUSHED =
      ("0" + "11111111" + "22" + "111" + "22" + "1111" + "0".repeat(26) + "12121111")
          + ("0".repeat(42) + "1212".repeat(5) + "1212" + "121212" + "121212" + "0")
          + ("212112122121111" + "11111" + "0".repeat(37) + "100000");

  private final String owner;
  private final boolean constructor;
  private final List<Object> frameLocals = new ArrayList<>();
  private final List<Object> frameStack = new ArrayList<>();
  private final Set<Label> objects = new HashSet<>();
  private final Map<Label, Object[]> atLabels = new HashMap<>();
  private final List<Label> here = new ArrayList<>();
  private Object[] locals = new Object[16];
  private Object[] stack = new Object[16];
  private int depth;
  private boolean reachable = true;
  private int instructions;

  /** What could not be understood; null if all was. */
  @Nullable String unknown;

  SlotVisitor(MethodVisitor next, int access, String owner, String method, String descriptor) {
    super(Opcodes.ASM9, next);
    this.owner = owner;
    this.constructor = method.equals("<init>");
    Arrays.fill(locals, OTHER);
    if ((access & Opcodes.ACC_STATIC) == 0) {
      frameLocals.add(constructor ? Opcodes.UNINITIALIZED_THIS : owner);
      locals[0] = constructor ? Opcodes.UNINITIALIZED_THIS : OTHER;
    }
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      frameLocals.add(frameType(argument));
    }
  }

  private static Object frameType(Type type) {
    return switch (type.getSort()) {
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      case Type.ARRAY, Type.OBJECT -> type.getInternalName();
      default -> Opcodes.INTEGER;
    };
  }

  private void fail(String why) {
    if (unknown == null) {
      unknown = why;
    }
  }

  private void goOn() {
    here.clear();
    instructions++;
  }

  /** A number that grows with each instruction. */
  final int instructions() {
    return instructions;
  }

  /** What is that many slots below the top of the stack. */
  final Object below(int slots) {
    return slots < depth ? stack[depth - 1 - slots] : OTHER;
  }

  /** Whether an object is on the stack, or in a local variable other than the first. */
  final boolean isElsewhere(Object object) {
    for (int i = 0; i < depth; i++) {
      if (stack[i] == object) {
        return true;
      }
    }
    for (int i = 1; i < locals.length; i++) {
      if (locals[i] == object) {
        return true;
      }
    }
    return false;
  }

  final Object local(int index) {
    return index < locals.length ? locals[index] : OTHER;
  }

  /** The object that an instruction makes is on top of the stack. */
  abstract void made(Object object);

  /** An object's constructor has been called. */
  abstract void constructed(Object object);

  /**
   * Code paths meet.
   *
   * @param frameLocals types of the local variables, as {@link MethodVisitor#visitFrame} takes them
   * @param frameStack the same of the stack
   * @param slots what there is of objects without their constructor
   */
  abstract void meet(List<Object> frameLocals, List<Object> frameStack, List<Object> slots);

  private void push(Object value) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, depth * 2);
    }
    stack[depth++] = value;
  }

  private void pushOthers(int slots) {
    for (int i = 0; i < slots; i++) {
      push(OTHER);
    }
  }

  private void pop(int slots) {
    if (slots > depth) {
      if (reachable) {
        fail("the stack is lower than an instruction needs");
      }
      depth = 0;
    } else {
      depth -= slots;
    }
  }

  private void change(int popped, int pushed) {
    goOn();
    pop(popped);
    pushOthers(pushed);
  }

  private void ends() {
    goOn();
    reachable = false;
    depth = 0;
  }

  /* Copies the upper slots below as many more. */
  private void duplicate(int upper, int lower) {
    Object[] moved = new Object[upper + lower];
    for (int i = moved.length - 1; i >= 0; i--) {
      moved[i] = below(0);
      pop(1);
    }
    for (int i = lower; i < moved.length; i++) {
      push(moved[i]);
    }
    for (Object value : moved) {
      push(value);
    }
  }

  @Override
  public void visitInsn(int opcode) {
    super.visitInsn(opcode);
    goOn();
    switch (opcode) {
      case Opcodes.DUP -> duplicate(1, 0);
      case Opcodes.DUP_X1 -> duplicate(1, 1);
      case Opcodes.DUP_X2 -> duplicate(1, 2);
      case Opcodes.DUP2 -> duplicate(2, 0);
      case Opcodes.DUP2_X1 -> duplicate(2, 1);
      case Opcodes.DUP2_X2 -> duplicate(2, 2);
      case Opcodes.SWAP -> {
        duplicate(1, 1);
        pop(1);
      }
      default -> change(POPPED.charAt(opcode) - '0', PUSHED.charAt(opcode) - '0');
    }
    if ((opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) || opcode == Opcodes.ATHROW) {
      ends();
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    super.visitIntInsn(opcode, operand);
    change(opcode == Opcodes.NEWARRAY ? 1 : 0, 1);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    super.visitVarInsn(opcode, index);
    goOn();
    boolean wide =
        opcode == Opcodes.LLOAD
            || opcode == Opcodes.DLOAD
            || opcode == Opcodes.LSTORE
            || opcode == Opcodes.DSTORE;
    if (opcode == Opcodes.RET) {
      fail("it has subroutines");
    } else if (opcode < Opcodes.ISTORE) {
      push(opcode == Opcodes.ALOAD ? local(index) : OTHER);
      pushOthers(wide ? 1 : 0);
    } else {
      Object value = opcode == Opcodes.ASTORE ? below(0) : OTHER;
      pop(wide ? 2 : 1);
      set(index, value);
      if (wide) {
        set(index + 1, OTHER);
      }
    }
  }

  private void set(int index, Object value) {
    if (index >= locals.length) {
      int known = locals.length;
      locals = Arrays.copyOf(locals, index * 2);
      Arrays.fill(locals, known, locals.length, OTHER);
    }
    locals[index] = value;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    super.visitTypeInsn(opcode, type);
    if (opcode != Opcodes.NEW) {
      Object value = opcode == Opcodes.CHECKCAST ? below(0) : OTHER;
      change(1, 0);
      push(value);
      return;
    }
    Label object = here.isEmpty() ? new Label() : here.get(0); // frames name it by that label
    objects.add(object);
    change(0, 0);
    replace(object, OTHER); // one of an earlier turn of a loop is none any more
    push(object);
    made(object);
  }

  private void replace(Object object, Object by) {
    Collections.replaceAll(Arrays.asList(locals), object, by);
    Collections.replaceAll(Arrays.asList(stack), object, by);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    super.visitFieldInsn(opcode, owner, name, descriptor);
    int size = descriptor.equals("J") || descriptor.equals("D") ? 2 : 1;
    switch (opcode) {
      case Opcodes.GETSTATIC -> change(0, size);
      case Opcodes.PUTSTATIC -> change(size, 0);
      case Opcodes.GETFIELD -> change(1, size);
      default -> change(1 + size, 0);
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    int sizes = Type.getArgumentsAndReturnSizes(descriptor);
    int arguments = (sizes >> 2) - 1;
    boolean initialises = opcode == Opcodes.INVOKESPECIAL && name.equals("<init>");
    Object receiver = initialises ? below(arguments) : OTHER;
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    change(arguments + (opcode == Opcodes.INVOKESTATIC ? 0 : 1), sizes & 3);
    if (initialises && reachable) {
      if (receiver == OTHER || receiver == THIS) {
        fail("a constructor is called of an object that is not known");
      }
      replace(receiver, receiver == Opcodes.UNINITIALIZED_THIS ? THIS : OTHER);
      constructed(receiver);
    }
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    int sizes = Type.getArgumentsAndReturnSizes(descriptor);
    change((sizes >> 2) - 1, sizes & 3);
  }

  @Override
  public void visitLdcInsn(Object value) {
    super.visitLdcInsn(value);
    boolean wide =
        value instanceof Long
            || value instanceof Double
            || (value instanceof ConstantDynamic constant && constant.getSize() == 2);
    change(0, wide ? 2 : 1);
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    super.visitIincInsn(index, increment);
    goOn();
  }

  @Override
  public void visitMultiANewArrayInsn(String type, int dimensions) {
    super.visitMultiANewArrayInsn(type, dimensions);
    change(dimensions, 1);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    super.visitJumpInsn(opcode, label);
    if (opcode == Opcodes.JSR) {
      fail("it has subroutines");
    }
    boolean one = opcode <= Opcodes.IFLE || opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL;
    change(opcode == Opcodes.GOTO ? 0 : one ? 1 : 2, 0);
    leadsTo(label);
    if (opcode == Opcodes.GOTO) {
      ends();
    }
  }

  @Override
  public void visitTableSwitchInsn(int least, int most, Label other, Label... labels) {
    super.visitTableSwitchInsn(least, most, other, labels);
    switches(other, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
    super.visitLookupSwitchInsn(other, keys, labels);
    switches(other, labels);
  }

  private void switches(Label other, Label[] labels) {
    change(1, 0);
    leadsTo(other);
    for (Label label : labels) {
      leadsTo(label);
    }
    ends();
  }

  private void leadsTo(Label label) {
    if (reachable && !atLabels.containsKey(label)) {
      atLabels.put(label, copy(depth, stack));
    }
  }

  /* The stack, then the local variables. */
  private Object[] copy(int height, Object[] of) {
    Object[] copy = new Object[1 + height + locals.length];
    copy[0] = height;
    System.arraycopy(of, 0, copy, 1, height);
    System.arraycopy(locals, 0, copy, 1 + height, locals.length);
    return copy;
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    super.visitTryCatchBlock(start, end, handler, type);
    atLabels.put(handler, copy(1, new Object[] {OTHER}));
  }

  @Override
  public void visitLabel(Label label) {
    super.visitLabel(label);
    here.add(label);
    Object[] known = atLabels.get(label);
    if (!reachable && known != null) {
      depth = 0;
      int height = (int) known[0];
      for (int i = 1; i <= height; i++) {
        push(known[i]);
      }
      locals = Arrays.copyOfRange(known, 1 + height, known.length);
      reachable = true;
    }
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      Object @Nullable [] newLocals,
      int stackCount,
      Object @Nullable [] newStack) {
    frameStack.clear();
    switch (type) {
      case Opcodes.F_FULL, Opcodes.F_NEW -> {
        frameLocals.clear();
        add(frameLocals, newLocals, localCount);
        add(frameStack, newStack, stackCount);
      }
      case Opcodes.F_APPEND -> add(frameLocals, newLocals, localCount);
      case Opcodes.F_CHOP -> {
        for (int i = 0; i < localCount; i++) {
          frameLocals.remove(frameLocals.size() - 1);
        }
      }
      case Opcodes.F_SAME1 -> add(frameStack, newStack, 1);
      default -> {} // the same
    }
    depth = 0;
    Arrays.fill(locals, OTHER);
    reachable = true;
    List<Object> slots = slots(frameLocals);
    for (int i = 0; i < slots.size(); i++) {
      set(i, slots.get(i));
    }
    List<Object> onStack = slots(frameStack);
    for (Object slot : onStack) {
      push(slot);
    }
    slots.addAll(onStack);
    meet(frameLocals, frameStack, slots);
  }

  private static void add(List<Object> types, Object @Nullable [] added, int count) {
    for (int i = 0; added != null && i < count; i++) {
      types.add(added[i]);
    }
  }

  private List<Object> slots(List<Object> types) {
    List<Object> slots = new ArrayList<>();
    for (Object type : types) {
      boolean isObject = type instanceof Label || type == Opcodes.UNINITIALIZED_THIS;
      if (type instanceof Label label && !objects.contains(label)) {
        fail("a frame has an object that is made later");
      }
      slots.add(isObject ? type : constructor && owner.equals(type) ? THIS : OTHER);
      if (type == Opcodes.LONG || type == Opcodes.DOUBLE) {
        slots.add(OTHER);
      }
    }
    return slots;
  }
}
