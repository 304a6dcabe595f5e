package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.hook.NativeBlock;
import io.trackmemory.tracker.jdk.OffHeapRules;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Writes the calls that tell of memory off the heap, by {@link OffHeapRules}. */
final class OffHeapWriter extends MethodVisitor {

  static final String HOOK = HookCall.NATIVE_MEMORY;
  private static final String FILE = "Ljava/io/FileDescriptor;";
  private static final String OPENED =
      "(Ljava/lang/Object;Ljava/lang/String;Ljava/io/FileDescriptor;Ljava/lang/Object;I)V";

  private final String owner;
  private final String method;
  private final String descriptor;
  private final OffHeapRules.@Nullable Method rule;

  OffHeapWriter(MethodVisitor next, String owner, String method, String descriptor) {
    super(Opcodes.ASM9, next);
    this.owner = owner;
    this.method = method;
    this.descriptor = descriptor;
    this.rule = OffHeapRules.METHODS.of(owner, method, descriptor);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (rule == OffHeapRules.Method.CLOSE) {
      HookCall.variables("closed", "(Ljava/lang/Object;)V", 1).of(HOOK).write(mv);
    } else if (rule == OffHeapRules.Method.CLOSE_THIS) {
      HookCall.variables("closed", "(Ljava/lang/Object;)V", 0).of(HOOK).write(mv);
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (rule != null && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      returned(rule);
    }
    super.visitInsn(opcode);
  }

  private void returned(OffHeapRules.Method done) {
    switch (done) {
      case WRAP -> wrapped(1, "owns");
      case WRAP_MAPPED -> wrapped(2, "maps");
      case FOR_SESSION -> HookCall.reference("owns", 4).of(HOOK).write(mv);
      case FOR_THIS -> HookCall.reference("owns", 0).of(HOOK).write(mv);
      case OPEN_CHANNEL -> openedChannel();
      case OPEN_SOCKET -> openedSocket(0, NativeBlock.SOCKET);
      case OPEN_ACCEPTED -> openedSocket(1, NativeBlock.SOCKET);
      case OPEN_SOCKET_CHANNEL -> openedSocket(0, NativeBlock.CHANNEL);
      case OPEN_DIRECTORY -> {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitVarInsn(Opcodes.ALOAD, 1);
        hook("openedDirectory", "(Ljava/lang/Object;Ljava/lang/Object;)V");
      }
      case CLOSE, CLOSE_THIS -> {}
    }
  }

  private void wrapped(int address, String name) {
    super.visitVarInsn(Opcodes.LLOAD, address);
    super.visitVarInsn(Opcodes.ALOAD, 0);
    hook(name, "(JLjava/lang/Object;)V");
  }

  private void openedChannel() {
    super.visitVarInsn(Opcodes.ALOAD, 0);
    super.visitVarInsn(Opcodes.ALOAD, 2);
    super.visitVarInsn(Opcodes.ALOAD, 1);
    super.visitVarInsn(Opcodes.ALOAD, (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1);
    opened(NativeBlock.FILE);
  }

  private void openedSocket(int variable, int kind) {
    super.visitVarInsn(Opcodes.ALOAD, variable);
    super.visitInsn(Opcodes.ACONST_NULL);
    field(variable, "fd", FILE);
    super.visitInsn(Opcodes.ACONST_NULL);
    opened(kind);
  }

  private void openedFile() {
    super.visitVarInsn(Opcodes.ALOAD, 0);
    field(0, "path", "Ljava/lang/String;");
    field(0, "fd", FILE);
    super.visitInsn(Opcodes.ACONST_NULL);
    opened(NativeBlock.FILE);
  }

  private void field(int variable, String name, String type) {
    super.visitVarInsn(Opcodes.ALOAD, variable);
    if (variable != 0) {
      super.visitTypeInsn(Opcodes.CHECKCAST, owner);
    }
    super.visitFieldInsn(Opcodes.GETFIELD, owner, name, type);
  }

  private void opened(int kind) {
    HookCall.push(mv, kind);
    hook("opened", OPENED);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String called, String name, String callDescriptor, boolean isInterface) {
    OffHeapRules.Call call = OffHeapRules.CALLS.of(called, name, callDescriptor);
    if (call != null) {
      before(call);
    }
    super.visitMethodInsn(opcode, called, name, callDescriptor, isInterface);
    if (call != null) {
      after(call);
    }
  }

  private void before(OffHeapRules.Call call) {
    switch (call) {
      case TAKE -> withTop("asks");
      case FREE -> withTop("freed");
      case MOVE -> {
        withTop("asks");
        withSecond("moves");
      }
      case UNMAP -> withSecond("freed");
      case MAP -> { // below a boolean
        super.visitInsn(Opcodes.DUP_X2);
        super.visitInsn(Opcodes.POP);
        withTop("asks");
        super.visitInsn(Opcodes.DUP2_X1);
        super.visitInsn(Opcodes.POP2);
      }
      case TAKE_STREAM, OPEN -> {}
    }
  }

  private void after(OffHeapRules.Call call) {
    switch (call) {
      case TAKE, TAKE_STREAM, MOVE, MAP -> {
        super.visitInsn(Opcodes.DUP2);
        if (OffHeapRules.isUsedByThis(owner, method)) {
          super.visitVarInsn(Opcodes.ALOAD, 0);
        } else {
          super.visitInsn(Opcodes.ACONST_NULL);
        }
        int kind = call == OffHeapRules.Call.MAP ? NativeBlock.MAPPED : kind(owner);
        HookCall.push(mv, kind);
        hook("taken", "(JLjava/lang/Object;I)V");
      }
      case OPEN -> {
        if (owner.startsWith("java/io/")) {
          openedFile();
        }
      }
      case FREE, UNMAP -> {}
    }
  }

  /* What kind of memory the calls in a class take. */
  private static int kind(String owner) {
    return switch (owner) {
      case OffHeapRules.BUFFER -> NativeBlock.DIRECT;
      case "sun/misc/Unsafe" -> NativeBlock.UNSAFE;
      case "java/util/zip/Inflater" -> NativeBlock.INFLATER;
      case "java/util/zip/Deflater" -> NativeBlock.DEFLATER;
      default -> kindOfOther(owner);
    };
  }

  private static int kindOfOther(String owner) {
    if (OffHeapRules.isForSegments(owner)) {
      return NativeBlock.SEGMENT;
    }
    return OffHeapRules.isForItself(owner) ? NativeBlock.JDK : NativeBlock.OTHER;
  }

  /* With the long number on top of the stack, which stays there. */
  private void withTop(String name) {
    super.visitInsn(Opcodes.DUP2);
    hook(name, "(J)V");
  }

  /* With the long number below another one. */
  private void withSecond(String name) {
    super.visitInsn(Opcodes.DUP2_X2);
    super.visitInsn(Opcodes.POP2);
    withTop(name);
    super.visitInsn(Opcodes.DUP2_X2);
    super.visitInsn(Opcodes.POP2);
  }

  private void hook(String name, String hookDescriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, hookDescriptor, false);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitMaxs(maxStack + 6, maxLocals);
  }
}
