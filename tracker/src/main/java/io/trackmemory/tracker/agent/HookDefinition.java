package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.gate.Gate;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Defines copies of the hook's classes in {@code java.lang}, where every class loader finds them,
 * and the gate that reaches them.
 */
final class HookDefinition {

  /** What their names begin with there. */
  static final String TO = "java/lang/TrackMemory";

  private static final String ASKED = "io/trackmemory/tracker/vm/";
  private static final String OF_JVM = "jdk/internal/vm/annotation/";

  private HookDefinition() {}

  /** Whether a copy is there already, of this agent or of another one. */
  static boolean isDefined() {
    try {
      Class.forName(HookCall.HOOK.replace('/', '.'), false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static Gate define(Instrumentation instrumentation)
      throws IOException, ReflectiveOperationException {
    Module base = Object.class.getModule();
    open(instrumentation, base, "java.lang");
    open(instrumentation, base, "java.util");
    open(instrumentation, base, "jdk.internal.misc");
    MethodHandles.Lookup javaLang =
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
    JvmFields fields = JvmFields.ofThisJvm();
    for (byte[] file : HookClasses.find().values()) {
      javaLang.defineClass(rename(file, fields));
    }
    PlainCopies.define(javaLang);
    String gate = Gate.template().getName().replace('.', '/');
    return Gate.define(rename(HookClasses.fileOf(gate), fields));
  }

  /** Opens a package of a module to the tracker. */
  static void open(Instrumentation instrumentation, Module module, String packageName) {
    Set<Module> own = Set.of(HookDefinition.class.getModule());
    instrumentation.redefineModule(
        module, Set.of(), Map.of(), Map.of(packageName, own), Set.of(), Map.of());
  }

  private static byte[] rename(byte[] file, JvmFields fields) throws IOException {
    byte[] renamed =
        ConstantPools.replace(ConstantPools.replace(file, HookClasses.PACKAGE, TO), ASKED, OF_JVM);
    if (!fields.mayReplaceIn(renamed)) {
      return renamed;
    }
    ClassFile opened = ClassFile.open(renamed);
    ClassWriter writer = new ClassWriter(0);
    opened.reader().accept(new Adaptation(writer, fields), 0);
    return opened.withVersion(writer.toByteArray());
  }

  /* Writes the bodies of methods that read fields of this JVM. */
  private static final class Adaptation extends ClassVisitor {
    private final JvmFields fields;

    Adaptation(ClassVisitor next, JvmFields fields) {
      super(Opcodes.ASM9, next);
      this.fields = fields;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
      MethodVisitor replaced = fields.replaceBody(name, out);
      return replaced == null ? out : replaced;
    }
  }
}
