package io.trackmemory.tracker.agent;

import static io.trackmemory.tracker.agent.HookCall.call;

import io.trackmemory.tracker.UnattributedBytes.Cause;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.jdk.CallRules;
import io.trackmemory.tracker.jdk.CallRules.Given;
import io.trackmemory.tracker.jdk.ChanceRules;
import io.trackmemory.tracker.jdk.LinkRules;
import io.trackmemory.tracker.jdk.TaskRules;
import io.trackmemory.tracker.site.Site;
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
 * properly in the order of the code, as compilers write it mostly; what may be otherwise is told,
 * so that the method is rewritten again, by an {@link UnevenWriter} that tracks each object.
 */
final class MethodRewriter extends MethodVisitor {

  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String LINKED_CLONE = "(" + OBJECT + OBJECT + OBJECT + "I)" + OBJECT;
  private static final String REFLECTED = "(" + OBJECT + OBJECT + OBJECT + OBJECT + "I)" + OBJECT;
  private static final String RUNNABLE = "java/lang/Runnable";

  private final ClassContext context;
  private final String method;
  private final String descriptor;
  private final boolean bodyIsHookedAtCallers;
  private final Pairing pairing;
  private final int variable;
  private int variables;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final ChanceRules.@Nullable Part drawn;
  private boolean hasDrawn;
  private @Nullable Pending justMade;
  private int line = -1;
  private int lastSite;
  /* Stack that hooks take above what an instruction had. */
  private int hooks;

  private record Pending(String type, int site, boolean followed) {}

  MethodRewriter(
      MethodVisitor next,
      ClassContext context,
      String method,
      String descriptor,
      Pairing pairing,
      int variables) {
    super(Opcodes.ASM9, next);
    this.variable = variables;
    this.variables = variables;
    this.pairing = pairing;
    this.context = context;
    this.method = method;
    this.descriptor = descriptor;
    this.drawn = ChanceRules.PARTS.of(context.name, method, descriptor);
    this.bodyIsHookedAtCallers = CallRules.isHookedAtCallers(context.name, method, descriptor);
  }

  private int site(Site.Kind kind, String type) {
    lastSite = context.pass.next(kind, method, descriptor, type, line);
    return lastSite;
  }

  /** That of the object that was made last. */
  int lastSite() {
    return lastSite;
  }

  private void hook(String hook, int site) {
    hooks = Math.max(hooks, 1);
    HookCall.call(mv, hook, site);
  }

  private void hookTop(String hook, String hookDescriptor, int site) {
    hooks = Math.max(hooks, 2);
    HookCall.withTop(mv, hook, hookDescriptor, site);
  }

  private void uneven() {
    context.uneven.add(method + descriptor);
    pending.clear();
  }

  /* An instruction that is no copy of the object made just before. */
  private void goesOn() {
    if (justMade != null) {
      justMade = null;
      uneven();
    }
  }

  @Override
  public void visitLineNumber(int number, Label start) {
    line = number;
    super.visitLineNumber(number, start);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.DUP) {
      justMade = null;
    } else if ((opcode >= Opcodes.POP && opcode <= Opcodes.SWAP) && !pending.isEmpty()) {
      uneven(); // it may be the object that is moved
    }
    goesOn();
    super.visitInsn(opcode);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    goesOn();
    super.visitTypeInsn(opcode, type);
    if (bodyIsHookedAtCallers) {
      return;
    }
    if (opcode == Opcodes.NEW) {
      int site = site(Site.Kind.OBJECT, context.typeName(type));
      boolean byChance = drawn != null && hasDrawn && drawn.makes(type);
      hook(byChance ? "drawn" : "object", site);
      if (pairing == Pairing.NESTED) {
        justMade = new Pending(type, site, !byChance);
        pending.push(justMade);
      } else if (pairing == Pairing.NONE) {
        hook("unfollowed", site);
      }
    } else if (opcode == Opcodes.ANEWARRAY) {
      String name = context.typeName(type.startsWith("[") ? "[" + type : "[L" + type + ";");
      hookTop("array", "([Ljava/lang/Object;I)V", site(Site.Kind.ARRAY, name));
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    goesOn();
    super.visitIntInsn(opcode, operand);
    if (opcode == Opcodes.NEWARRAY && !bodyIsHookedAtCallers) {
      String type = "[" + "ZCFDBSIJ".charAt(operand - Opcodes.T_BOOLEAN);
      hookTop("array", "(" + type + "I)V", site(Site.Kind.ARRAY, context.typeName(type)));
    }
  }

  @Override
  public void visitMultiANewArrayInsn(String type, int dimensions) {
    goesOn();
    super.visitMultiANewArrayInsn(type, dimensions);
    hookTop("multi", "(Ljava/lang/Object;I)V", site(Site.Kind.VARYING, context.typeName(type)));
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String callDescriptor, boolean isInterface) {
    goesOn();
    String run = context.runHook(method, descriptor, owner, name, callDescriptor);
    if (run != null) {
      String task = run.equals("callMaybe") ? "java/util/concurrent/Callable" : RUNNABLE;
      call(mv, run, "(L" + task + ";)" + callDescriptor.substring(2));
      return;
    }
    String copy = PlainCopies.of(owner, name, callDescriptor);
    if (copy != null) {
      super.visitMethodInsn(opcode, copy, name, callDescriptor, false);
      return;
    }
    if (drawn != null && drawn.isCalled(owner, name)) {
      hasDrawn = true;
      if (drawn == ChanceRules.Part.DIGITS) {
        call(mv, "drawnDigits", callDescriptor);
        return;
      }
    }
    if (isClone(opcode, name, callDescriptor)) {
      cloned(opcode, owner, isInterface);
      return;
    }
    LinkRules.Link link = LinkRules.of(context.name, owner, name, callDescriptor);
    if (link != null) {
      linked(link, opcode, owner, name, callDescriptor);
      return;
    }
    visitCall(opcode, owner, name, callDescriptor, isInterface);
    if (bodyIsHookedAtCallers) {
      return;
    }
    if (opcode == Opcodes.INVOKESPECIAL && name.equals("<init>")) {
      if (pairing == Pairing.NESTED) {
        constructed(owner);
      }
      return;
    }
    Given given = CallRules.CALLS.of(owner, name, callDescriptor);
    if (given == Given.PRODUCT) {
      hooks = Math.max(hooks, 3);
      super.visitInsn(Opcodes.DUP);
      super.visitVarInsn(Opcodes.ALOAD, CallRules.GIVEN_PRODUCT);
      HookCall.push(mv, site(Site.Kind.VARYING, "int[]"));
      call(mv, "unlessGiven", "(Ljava/lang/Object;Ljava/lang/Object;I)V");
    } else if (given != null) {
      called(given, callDescriptor);
    }
  }

  private void visitCall(
      int opcode, String owner, String name, String callDescriptor, boolean isInterface) {
    Cause measured = context.nativeCause(owner, name, callDescriptor);
    if (measured != null) {
      hooks = Math.max(hooks, 1);
      HookCall.number("begin", AccountView.CAUSES.indexOf(measured))
          .of(HookCall.NATIVE_CALLS)
          .write(mv);
    }
    super.visitMethodInsn(opcode, owner, name, callDescriptor, isInterface);
    if (measured != null) {
      HookCall.plain("end").of(HookCall.NATIVE_CALLS).write(mv);
    }
  }

  /**
   * Whether a call of {@code clone()} may end in {@code Object.clone}, which is native and has to
   * be counted by its caller, and not in a method that is rewritten itself.
   */
  static boolean isClone(int opcode, String name, String descriptor) {
    return name.equals("clone")
        && descriptor.equals("()Ljava/lang/Object;")
        && opcode != Opcodes.INVOKESTATIC;
  }

  /* Where only the class of the object tells which, the hook asks it. */
  private void cloned(int opcode, String owner, boolean isInterface) {
    hooks = Math.max(hooks, 3);
    boolean special = opcode == Opcodes.INVOKESPECIAL;
    boolean isNative = owner.startsWith("[") || (special && owner.equals("java/lang/Object"));
    boolean virtual = !special && !isNative;
    if (virtual) {
      super.visitInsn(Opcodes.DUP);
    }
    super.visitMethodInsn(opcode, owner, "clone", "()Ljava/lang/Object;", isInterface);
    if (isNative) {
      varying("dynamic", "(Ljava/lang/Object;I)V", owner);
      return;
    }
    super.visitInsn(virtual ? Opcodes.DUP_X1 : Opcodes.DUP);
    if (!virtual) {
      super.visitInsn(Opcodes.DUP);
    }
    HookCall.push(
        mv, site(special ? Site.Kind.SUPER_CLONE : Site.Kind.CLONE, context.typeName(owner)));
    call(mv, "cloned", "(Ljava/lang/Object;Ljava/lang/Object;I)V");
  }

  /* Code behind method handles, in which paths of execution never meet: variables need no frames. */
  private void linked(
      LinkRules.Link link, int opcode, String owner, String name, String callDescriptor) {
    variables = variable + 1;
    hooks = Math.max(hooks, 3);
    switch (link) {
      case STATIC -> {
        super.visitInsn(Opcodes.DUP);
        super.visitVarInsn(Opcodes.ASTORE, variable);
        super.visitMethodInsn(opcode, owner, name, callDescriptor, false);
        super.visitVarInsn(Opcodes.ALOAD, variable);
        push(Site.Kind.VARYING);
        call(mv, "linked", "(Ljava/lang/Object;Ljava/lang/Object;I)Ljava/lang/Object;");
      }
      case RECEIVER -> {
        super.visitInsn(Opcodes.DUP2);
        super.visitMethodInsn(opcode, owner, name, callDescriptor, false);
        push(name.equals("linkToVirtual") ? Site.Kind.CLONE : Site.Kind.VARYING);
        call(mv, "linkedClone", LINKED_CLONE);
      }
      case REFLECTED -> {
        super.visitVarInsn(Opcodes.ASTORE, variable);
        super.visitInsn(Opcodes.DUP2);
        super.visitVarInsn(Opcodes.ALOAD, variable);
        super.visitMethodInsn(opcode, owner, name, callDescriptor, false);
        super.visitVarInsn(Opcodes.ALOAD, variable);
        push(Site.Kind.CLONE);
        call(mv, "reflected", REFLECTED);
      }
    }
  }

  private void push(Site.Kind kind) {
    HookCall.push(mv, site(kind, context.typeName("java/lang/Object")));
  }

  private void constructed(String type) {
    Pending made = pending.poll();
    if (made != null && made.type.equals(type)) {
      if (made.followed) {
        hookTop("follow", "(Ljava/lang/Object;I)V", made.site);
      }
    } else if (made != null || !method.equals("<init>")) {
      uneven();
    } // else it is the constructor that this one calls
  }

  private void called(Given given, String callDescriptor) {
    Site.Kind kind =
        switch (given) {
          case BOX -> Site.Kind.OBJECT;
          case INSTANCE -> Site.Kind.INSTANCE;
          default -> Site.Kind.VARYING;
        };
    String result = callDescriptor.substring(callDescriptor.indexOf(')') + 1);
    String type = context.typeName(Type.getType(result).getInternalName());
    String taken = given == Given.BOX ? result : OBJECT;
    hookTop(given.hook, "(" + taken + "I)V", site(kind, type));
  }

  private void varying(String hook, String hookDescriptor, String type) {
    hookTop(hook, hookDescriptor, site(Site.Kind.VARYING, context.typeName(type)));
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String callDescriptor, Handle bootstrap, Object... arguments) {
    goesOn();
    boolean lambda = bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory");
    super.visitInvokeDynamicInsn(name, callDescriptor, bootstrap, arguments);
    if (lambda && !callDescriptor.startsWith("()")) {
      varying("instance", "(Ljava/lang/Object;I)V", "java/lang/Object");
      if (TaskRules.isLambda(context.name, name, arguments[0])) {
        super.visitInsn(Opcodes.DUP);
        call(mv, "maybeTaskMade", "(Ljava/lang/Object;)V");
      }
    }
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    if (opcode == Opcodes.ASTORE && !pending.isEmpty()) {
      uneven(); // it may be the object that is moved
    }
    goesOn();
    super.visitVarInsn(opcode, index);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String type) {
    goesOn();
    super.visitFieldInsn(opcode, owner, name, type);
  }

  @Override
  public void visitLdcInsn(Object value) {
    goesOn();
    super.visitLdcInsn(value);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    goesOn();
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitTableSwitchInsn(int least, int most, Label other, Label... labels) {
    goesOn();
    super.visitTableSwitchInsn(least, most, other, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
    goesOn();
    super.visitLookupSwitchInsn(other, keys, labels);
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    goesOn();
    super.visitIincInsn(index, increment);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (!pending.isEmpty()) {
      uneven();
    }
    super.visitMaxs(maxStack + hooks, Math.max(maxLocals, variables));
  }
}
