package io.trackmemory.tracker.agent;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Which methods a class declares, and what its bridges call. A method is named by name and
 * descriptor, written one behind the other. Runs inside the transformer, so without lambdas.
 */
class MethodTable extends ClassVisitor {

  static final int NOT_OVERRIDDEN = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;
  static final int NOT_IN_PACKAGE_ONLY = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;
  static final int WITHOUT_CODE = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;

  /** Where the class is, as a prefix of internal names. */
  final String packageName;

  private final Map<String, Integer> access = new HashMap<>();
  /* What bridges call, by the method that is one. */
  private final Map<String, String> targets = new HashMap<>();
  private @Nullable String superName;
  private int classAccess;

  MethodTable(String internalName) {
    super(Opcodes.ASM9);
    this.packageName = internalName.substring(0, internalName.lastIndexOf('/') + 1);
  }

  /** Reads a class. */
  static MethodTable of(ClassReader reader) {
    MethodTable table = new MethodTable(reader.getClassName());
    reader.accept(table, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return table;
  }

  @Override
  public void visit(
      int version,
      int flags,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    this.classAccess = flags;
    this.superName = superName;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int flags,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    String method = name + descriptor;
    access.put(method, flags);
    if ((flags & Opcodes.ACC_BRIDGE) == 0) {
      return null;
    }
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitMethodInsn(
          int opcode, String owner, String called, String calledDescriptor, boolean isInterface) {
        if (called.equals(name)) {
          targets.put(method, called + calledDescriptor);
        }
      }
    };
  }

  /** Internal name of the superclass; null for that of all classes. */
  @Nullable String superName() {
    return superName;
  }

  /** Whether there can be objects of exactly this class. */
  boolean isConcrete() {
    return (classAccess & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0;
  }

  boolean declares(String method) {
    return access.containsKey(method);
  }

  /** Access flags of a method that it declares. */
  int flags(String method) {
    return access.getOrDefault(method, 0);
  }

  /** What a bridge calls; any other method itself. */
  String called(String method) {
    return targets.getOrDefault(method, method);
  }

  /** Whether a method is a bridge to the same one of a superclass, which is less visible. */
  boolean callsSuper(String method) {
    return method.equals(targets.get(method));
  }

  /**
   * Whether a method that it declares is what a call of a method above it, or of an interface,
   * runs.
   *
   * @param inPackageOnly the package in which that can be overridden; null if anywhere
   */
  boolean overrides(String method, @Nullable String inPackageOnly) {
    Integer flags = access.get(method);
    return flags != null
        && (flags & NOT_OVERRIDDEN) == 0
        && (inPackageOnly == null
            ? (flags & NOT_IN_PACKAGE_ONLY) != 0
            : inPackageOnly.equals(packageName));
  }
}
