package io.trackmemory.tracker.agent;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * What class files tell of classes that are not to be initialised, or whose lines the JVM has lost.
 * Needs no agent; any thread may call it.
 */
public final class ClassLook {

  private ClassLook() {}

  /**
   * Whether code of a class, of what it inherits from, or of a class inside one of these names a
   * class; as far as there are class files, and not in those of the JDK.
   *
   * @param names internal names of classes
   */
  public static boolean refers(Class<?> type, Set<String> names) {
    return refers(type, names, new HashSet<>());
  }

  private static boolean refers(@Nullable Class<?> type, Set<String> names, Set<String> seen) {
    if (type == null || isJdk(type.getClassLoader())) {
      return false;
    }
    if (refers(type.getClassLoader(), Type.getInternalName(type), names, seen)
        || refers(type.getSuperclass(), names, seen)) {
      return true;
    }
    for (Class<?> each : type.getInterfaces()) {
      if (refers(each, names, seen)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isJdk(@Nullable ClassLoader loader) {
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private static boolean refers(
      ClassLoader loader, String type, Set<String> names, Set<String> seen) {
    byte[] file = seen.add(type) ? ClassFile.find(loader, type) : null;
    if (file == null) {
      return false;
    }
    try {
      for (String name : names) {
        if (ConstantPools.names(file, name).contains(name)) {
          return true;
        }
      }
      for (String inside : ConstantPools.names(file, type + "$")) {
        if (refers(loader, inside, names, seen)) {
          return true;
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return false; // of a format that is not known: its engine loads it, or says so
    }
  }

  /** The first line of a method, as it stands in stack traces; without one if there is none. */
  public static StackTraceElement frame(Method method) {
    FirstLine found =
        look(method.getDeclaringClass(), method.getName(), Type.getMethodDescriptor(method));
    return new StackTraceElement(
        method.getDeclaringClass().getName(), method.getName(), found.source, found.line);
  }

  /** Whether a class file has lines for a method of that name. */
  public static boolean hasLines(Class<?> type, String method) {
    return look(type, method, null).line > 0;
  }

  private static FirstLine look(Class<?> type, String method, @Nullable String descriptor) {
    FirstLine line = new FirstLine(method, descriptor);
    byte[] file = ClassFile.find(type.getClassLoader(), Type.getInternalName(type));
    try {
      if (file != null) {
        ClassFile.open(file).reader().accept(line, 0);
      }
    } catch (RuntimeException e) {
      // of a format that is not known: without lines
    }
    return line;
  }

  private static final class FirstLine extends ClassVisitor {

    private final String name;
    private final @Nullable String descriptor;
    private @Nullable String source;
    private int line = -1;

    FirstLine(String name, @Nullable String descriptor) {
      super(Opcodes.ASM9);
      this.name = name;
      this.descriptor = descriptor;
    }

    @Override
    public void visitSource(@Nullable String file, @Nullable String debug) {
      source = file;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String method,
        String type,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if (!method.equals(name) || (descriptor != null && !descriptor.equals(type))) {
        return null;
      }
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitLineNumber(int number, Label start) {
          line = line < 0 ? number : line;
        }
      };
    }
  }
}
