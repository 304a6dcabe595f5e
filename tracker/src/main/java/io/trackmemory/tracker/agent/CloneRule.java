package io.trackmemory.tracker.agent;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a call of {@code clone()} ends in {@code Object.clone}, which is native and has to
 * be counted by its caller, or in a method that is rewritten itself.
 */
final class CloneRule {

  private final @Nullable ClassLoader loader;

  CloneRule(@Nullable ClassLoader loader) {
    this.loader = loader;
  }

  static boolean isClone(String name, String descriptor) {
    return name.equals("clone") && descriptor.equals("()Ljava/lang/Object;");
  }

  /** Whether only the receiver tells which method is called. */
  static boolean dependsOnReceiver(int opcode, String owner, String name, String descriptor) {
    return opcode == Opcodes.INVOKEVIRTUAL && !owner.startsWith("[") && isClone(name, descriptor);
  }

  boolean isNativeClone(int opcode, String owner, String name, String descriptor) {
    return isClone(name, descriptor)
        && (owner.startsWith("[")
            || (opcode == Opcodes.INVOKESPECIAL && inheritsNativeClone(owner)));
  }

  /* Reads class files instead of loading classes, which a transformer must not do. */
  private boolean inheritsNativeClone(String owner) {
    String type = owner;
    while (type != null && !type.equals("java/lang/Object")) {
      Declarations found = read(type);
      if (found == null || found.declaresClone) {
        return false;
      }
      type = found.superName;
    }
    return true;
  }

  private @Nullable Declarations read(String type) {
    String file = type + ".class";
    try (InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(file)
            : loader.getResourceAsStream(file)) {
      if (in == null) {
        return null;
      }
      Declarations found = new Declarations();
      new ClassReader(in.readAllBytes())
          .accept(found, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return found;
    } catch (IOException e) {
      return null;
    }
  }

  private static final class Declarations extends ClassVisitor {
    @Nullable String superName;
    boolean declaresClone;

    Declarations() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      this.superName = superName;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      declaresClone |= name.equals("clone") && descriptor.equals("()Ljava/lang/Object;");
      return null;
    }
  }
}
