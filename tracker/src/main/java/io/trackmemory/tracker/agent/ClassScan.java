package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.jdk.CacheRules;
import io.trackmemory.tracker.jdk.CallRules;
import io.trackmemory.tracker.jdk.ChanceRules;
import io.trackmemory.tracker.jdk.LinkRules;
import io.trackmemory.tracker.jdk.MethodRules;
import io.trackmemory.tracker.jdk.NativeRules;
import io.trackmemory.tracker.jdk.OffHeapRules;
import io.trackmemory.tracker.jdk.TaskRules;
import java.util.BitSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of a class have something to rewrite. Reads the bytes of their code from
 * instruction to instruction and looks at what allocates or calls only, a small part of what it
 * takes to visit them; the others are then copied as they are, and a class without any is left
 * alone. The format is that of chapters 4.7 and 6.5 of the JVM's specification.
 */
final class ClassScan {

  private static final int CODE_HEADER = 8; // maximum stack and locals, length of the code
  private static final int CLASS = 7; // tag of a constant
  private static final int WIDE = 196;
  private static final int LDC_W = 19;
  private static final int LDC2_W = 20;
  private static final int VARIES = 0;
  private static final byte[] LENGTHS = lengths();
  private static final BitSet STORE_0 = new BitSet();

  static {
    for (int store = 59; store <= 75; store += 4) { // of each type: istore_0, lstore_0, ...
      STORE_0.set(store);
    }
  }

  /** Whether the class may take memory off the heap, give it back, or open files. */
  final boolean offHeap;

  /** Native methods of the class, as {@link Intrinsics#natives} gives them. */
  final Set<String> natives;

  private final ClassReader reader;
  private final boolean copies; // whether it may call methods of which there are copies
  private final String className;
  private final char[] buffer;
  private final byte[] calls; // what is known of a constant: nothing yet, ordinary, to rewrite
  private final BitSet methods = new BitSet();
  private int[] variables = {};
  /* Whether objects of the class may be tasks. */
  private final boolean task;
  /* Methods that use the place of their first argument, of this, for something else. */
  private final BitSet withoutThis = new BitSet();

  private ClassScan(ClassReader reader, String className) {
    this.reader = reader;
    this.className = className;
    this.buffer = new char[reader.getMaxStringLength()];
    this.calls = new byte[reader.getItemCount()];
    this.copies = className.startsWith("jdk/");
    this.offHeap = OffHeapRules.mayConcern(className) && mentionsOffHeap();
    int first = skipMembers(reader, fields(reader));
    this.natives = hasNative(first) ? Intrinsics.natives(reader) : Set.of();
    this.task =
        TaskRules.mayBeTask(className, reader.getAccess())
            && (isTask() || (extendsOrImplements() && hasRun(first)));
    scanMethods(first);
  }

  /** Scans a class file. */
  static ClassScan of(ClassReader reader, String className) {
    return new ClassScan(reader, className);
  }

  /** Whether there is nothing to rewrite. */
  boolean isEmpty() {
    return methods.isEmpty();
  }

  /**
   * Whether a method has something to rewrite.
   *
   * @param index its place in the class file
   */
  boolean isRewritten(int index) {
    return methods.get(index);
  }

  /** How many slots the local variables of a method take. */
  int variables(int index) {
    return variables[index];
  }

  /**
   * What to do around a method; null for most.
   *
   * @param index its place in the class file
   */
  MethodRules.@Nullable Span span(
      int access, @Nullable String superName, String name, String descriptor, int index) {
    MethodRules.Span named = MethodRules.of(className, superName, name, descriptor);
    return named != null || withoutThis.get(index)
        ? named
        : TaskRules.of(task, className, access, name, descriptor);
  }

  private boolean extendsOrImplements() {
    return reader.getInterfaces().length > 0 || !"java/lang/Object".equals(reader.getSuperName());
  }

  private boolean isTask() {
    for (String implemented : reader.getInterfaces()) {
      if (TaskRules.isTaskType(implemented)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasRun(int begin) {
    int at = begin + 2;
    for (int left = reader.readUnsignedShort(begin); left > 0; left--) {
      if (TaskRules.isRun(reader.readUTF8(at + 2, buffer), reader.readUTF8(at + 4, buffer))) {
        return true;
      }
      at = skipAttributes(reader, at);
    }
    return false;
  }

  /* A method is scanned up to the first instruction to rewrite, so that calls do not tell. */
  private boolean mentionsOffHeap() {
    for (int constant = 1; constant < reader.getItemCount(); constant++) {
      int at = reader.getItem(constant); // behind the tag; 0 for the second half of a number
      if (at > 0
          && reader.readByte(at - 1) == CLASS
          && OffHeapRules.isOwner(reader.readUTF8(at, buffer))) {
        return true;
      }
    }
    return false;
  }

  /** Where the fields of a class begin, with their number. */
  static int fields(ClassReader reader) {
    return reader.header + 8 + 2 * reader.readUnsignedShort(reader.header + 6);
  }

  /** What is behind fields, or methods. */
  static int skipMembers(ClassReader reader, int begin) {
    int at = begin + 2;
    for (int left = reader.readUnsignedShort(begin); left > 0; left--) {
      at = skipAttributes(reader, at);
    }
    return at;
  }

  /** What is behind a field or a method. */
  static int skipAttributes(ClassReader reader, int member) {
    int at = member + 8;
    for (int left = reader.readUnsignedShort(member + 6); left > 0; left--) {
      at += 6 + reader.readInt(at + 2);
    }
    return at;
  }

  private boolean hasNative(int begin) {
    int at = begin + 2;
    for (int left = reader.readUnsignedShort(begin); left > 0; left--) {
      if ((reader.readUnsignedShort(at) & Opcodes.ACC_NATIVE) != 0) {
        return true;
      }
      at = skipAttributes(reader, at);
    }
    return false;
  }

  private void scanMethods(int begin) {
    int count = reader.readUnsignedShort(begin);
    @Nullable String superName = reader.getSuperName();
    boolean plain = superName != null && ThrowWriter.KEEPING.contains(superName);
    variables = new int[count];
    int at = begin + 2;
    for (int index = 0; index < count; index++) {
      int end = skipAttributes(reader, at);
      boolean hasCode =
          (reader.readUnsignedShort(at) & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
      if (hasCode) {
        boolean named = isNamed(at, superName, index); // asked of each, as it notes more
        methods.set(index, hasRewritten(at, index, plain) || named);
      }
      at = end;
    }
  }

  private boolean isNamed(int method, @Nullable String superName, int index) {
    int access = reader.readUnsignedShort(method);
    String name = reader.readUTF8(method + 2, buffer);
    String descriptor = reader.readUTF8(method + 4, buffer);
    if (TaskRules.of(task, className, access, name, descriptor) != null && storesToThis(method)) {
      withoutThis.set(index);
    }
    return span(access, superName, name, descriptor, index) != null
        || CacheRules.LOOKUPS.of(className, name, descriptor) != null
        || MethodRules.isRunning(className, name, descriptor)
        || ChanceRules.PARTS.of(className, name, descriptor) != null
        || (offHeap && OffHeapRules.METHODS.of(className, name, descriptor) != null);
  }

  /* As shrunk code does. The wide form is for later places. */
  private boolean storesToThis(int method) {
    int code = code(method);
    int end = code + reader.readInt(code - 4);
    for (int at = code; at < end; at += lengthAt(at, at - code)) {
      int opcode = reader.readByte(at);
      boolean stores = opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
      if (stores ? reader.readByte(at + 1) == 0 : STORE_0.get(opcode)) {
        return true;
      }
    }
    return false;
  }

  /* Where the instructions of a method begin. */
  private int code(int method) {
    int at = method + 8;
    while (!reader.readUTF8(at, buffer).equals("Code")) {
      at += 6 + reader.readInt(at + 2);
    }
    return at + 6 + CODE_HEADER;
  }

  private int lengthAt(int at, int offset) {
    int opcode = reader.readByte(at);
    if (opcode >= LENGTHS.length) {
      throw new IllegalArgumentException("instruction " + opcode + " is not known");
    }
    int length = LENGTHS[opcode];
    return length == VARIES ? length(opcode, at, offset) : length;
  }

  private boolean hasRewritten(int method, int index, boolean plain) {
    int begin = code(method);
    int end = begin + reader.readInt(begin - 4);
    variables[index] = reader.readUnsignedShort(begin - 6);
    return hasRewritten(begin, end)
        || (reader.readUTF8(method + 2, buffer).equals("<init>") && mayThrow(begin, end, plain));
  }

  private boolean hasRewritten(int begin, int end) {
    int at = begin;
    while (at < end) {
      int opcode = reader.readByte(at);
      if ((opcode >= Opcodes.INVOKEDYNAMIC && opcode <= Opcodes.ANEWARRAY)
          || opcode == Opcodes.MULTIANEWARRAY) {
        return true;
      }
      if (opcode >= Opcodes.INVOKEVIRTUAL
          && opcode <= Opcodes.INVOKEINTERFACE
          && isRewrittenCall(reader.readUnsignedShort(at + 1))) {
        return true;
      }
      at += lengthAt(at, at - begin);
    }
    return false;
  }

  /*
   * Whether something in a constructor may throw, other than the constructor that it calls; fields
   * of its own object do not, and are all that most constructors of plain classes touch.
   */
  private boolean mayThrow(int begin, int end, boolean plain) {
    int calls = 0;
    int at = begin;
    while (at < end) {
      int opcode = reader.readByte(at);
      if (opcode >= Opcodes.INVOKEVIRTUAL && opcode <= Opcodes.INVOKEDYNAMIC) {
        calls++;
      }
      if (calls > 1 || isThrowing(opcode, plain)) {
        return true;
      }
      at += lengthAt(at, at - begin);
    }
    return false;
  }

  /** Whether an instruction may throw; fields, constants and types apart in {@link ThrowWriter}. */
  static boolean isThrowing(int opcode, boolean plain) {
    return (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD)
        || (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE)
        || (opcode >= Opcodes.IDIV && opcode <= Opcodes.DREM)
        || opcode == Opcodes.PUTSTATIC
        || opcode == Opcodes.GETFIELD
        || (!plain && (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTFIELD))
        || (!plain && (opcode == Opcodes.LDC || opcode == LDC_W || opcode == LDC2_W))
        || (opcode >= Opcodes.ARRAYLENGTH && opcode <= Opcodes.MONITOREXIT);
  }

  private boolean isRewrittenCall(int constant) {
    if (calls[constant] == 0) {
      calls[constant] = (byte) (askRules(constant) ? 2 : 1);
    }
    return calls[constant] == 2;
  }

  private boolean askRules(int constant) {
    int at = reader.getItem(constant);
    int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
    String name = reader.readUTF8(nameAndType, buffer);
    if (copies && PlainCopies.isOwner(reader.readClass(at, buffer))) {
      return true;
    }
    if (natives.isEmpty()
        && !CallRules.isNamed(name)
        && !LinkRules.LINKS.hasName(name)
        && !NativeRules.NAMED.hasName(name)
        && !name.equals("run")
        && !name.equals("call")
        && !(offHeap && OffHeapRules.CALLS.hasName(name))) {
      return false; // most end here
    }
    String owner = reader.readClass(at, buffer);
    String descriptor = reader.readUTF8(nameAndType + 2, buffer);
    return MethodRewriter.isClone(Opcodes.INVOKEVIRTUAL, name, descriptor)
        || CallRules.CALLS.of(owner, name, descriptor) != null
        || LinkRules.of(className, owner, name, descriptor) != null
        || TaskRules.hook(className, owner, name, descriptor) != null
        || NativeRules.cause(owner, name, descriptor, owner.equals(className), natives) != null
        || (offHeap && OffHeapRules.CALLS.of(owner, name, descriptor) != null);
  }

  /* Of a switch, whose operands are aligned, or of a widened instruction. */
  private int length(int opcode, int at, int offset) {
    if (opcode == WIDE) {
      return reader.readByte(at + 1) == Opcodes.IINC ? 6 : 4;
    }
    int header = 4 - (offset & 3);
    int operands = at + header + 4; // behind the default
    return opcode == Opcodes.TABLESWITCH
        ? header + 12 + 4 * (reader.readInt(operands + 4) - reader.readInt(operands) + 1)
        : header + 8 + 8 * reader.readInt(operands);
  }

  /* Bytes of each instruction, from nop to jsr_w. */
  private static byte[] lengths() {
    String digits =
        ("1".repeat(16) + "23233" + "2".repeat(5) + "1".repeat(28) + "2".repeat(5))
            + ("1".repeat(73) + "3" + "1".repeat(20) + "3".repeat(16) + "200" + "1".repeat(6))
            + ("3".repeat(7) + "55323113311" + "043355");
    byte[] lengths = new byte[digits.length()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (byte) (digits.charAt(i) - '0');
    }
    return lengths;
  }
}
