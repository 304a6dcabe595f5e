package io.trackmemory.tracker.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The names of the parameters of a class's methods. A JVM before 19 loses them when it transforms a
 * loaded class again (JDK-8240908), and with them what JUnit, Spring and others read from them;
 * they are put back from the class's file.
 */
final class ParameterNames extends ClassVisitor {

  private static final boolean LOST = Runtime.version().feature() < 19;
  private static final String ATTRIBUTE = "MethodParameters";
  private static final int UTF8 = 1;

  private final Map<String, List<Parameter>> ofMethods = new HashMap<>();

  private record Parameter(@Nullable String name, int access) {}

  private ParameterNames(ClassReader reader) {
    super(Opcodes.ASM9);
    reader.accept(this, ClassReader.SKIP_CODE);
  }

  /** Passes a class on, with the names that {@code reader} has lost. */
  static ClassVisitor restore(ClassVisitor next, ClassReader reader, @Nullable ClassLoader loader) {
    if (!LOST
        || loader == null
        || !mentionsNames(reader)
        || !new ParameterNames(reader).ofMethods.isEmpty()) {
      return next;
    }
    byte[] file = ClassFile.find(loader, reader.getClassName());
    return file == null ? next : new ParameterNames(ClassFile.open(file).reader()).writtenTo(next);
  }

  /* The constant pool keeps the name of an attribute that is lost. */
  private static boolean mentionsNames(ClassReader reader) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int start = reader.getItem(i);
      if (start > 0 && reader.readByte(start - 1) == UTF8 && isAttribute(reader, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAttribute(ClassReader reader, int start) {
    int length = reader.readUnsignedShort(start);
    int same = 0;
    while (same < length
        && length == ATTRIBUTE.length()
        && reader.readByte(start + 2 + same) == ATTRIBUTE.charAt(same)) {
      same++;
    }
    return same == ATTRIBUTE.length();
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitParameter(@Nullable String parameter, int flags) {
        List<Parameter> parameters = ofMethods.get(name + descriptor);
        if (parameters == null) { // no lambda: this runs inside the transformer
          parameters = new ArrayList<>();
          ofMethods.put(name + descriptor, parameters);
        }
        parameters.add(new Parameter(parameter, flags));
      }
    };
  }

  private ClassVisitor writtenTo(ClassVisitor next) {
    return new ClassVisitor(Opcodes.ASM9, next) {
      @Override
      public MethodVisitor visitMethod(
          int access,
          String name,
          String descriptor,
          @Nullable String signature,
          String @Nullable [] exceptions) {
        MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
        List<Parameter> parameters = ofMethods.getOrDefault(name + descriptor, List.of());
        for (Parameter each : parameters) {
          out.visitParameter(each.name, each.access);
        }
        return parameters.isEmpty() ? out : new Changed(out);
      }
    };
  }

  /* Keeps the writer from copying the method as it was. */
  private static final class Changed extends MethodVisitor {
    Changed(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }
  }
}
