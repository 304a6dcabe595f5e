package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.gate.Gate;
import io.trackmemory.tracker.kept.KeptClass;
import io.trackmemory.tracker.kept.KeptClasses;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * Defines them.
   *
   * @param kept of earlier runs, in which the files were found and renamed
   */
  static Gate define(Instrumentation instrumentation, KeptClasses kept)
      throws IOException, ReflectiveOperationException {
    Module base = Object.class.getModule();
    open(instrumentation, base, "java.lang");
    open(instrumentation, base, "java.util");
    open(instrumentation, base, "jdk.internal.misc");
    MethodHandles.Lookup javaLang =
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
    List<byte[]> files = files(kept);
    int last = files.size() - 1;
    for (byte[] file : files.subList(0, last)) {
      javaLang.defineClass(file);
    }
    PlainCopies.define(javaLang);
    return Gate.define(files.get(last));
  }

  /* Renamed, the gate's last. */
  static List<byte[]> files(KeptClasses kept) throws IOException, ReflectiveOperationException {
    JvmFields fields = JvmFields.ofThisJvm();
    byte[] differing = fields.toString().getBytes(StandardCharsets.UTF_8);
    KeptClass known = kept.find(TO, false, differing);
    if (known != null && known.rewritten() != null) {
      return apart(known.rewritten());
    }
    List<byte[]> files = new ArrayList<>();
    for (byte[] file : HookClasses.find().values()) {
      files.add(rename(file, fields));
    }
    String gate = Gate.template().getName().replace('.', '/');
    files.add(rename(HookClasses.fileOf(gate), fields));
    kept.add(TO, false, differing, new KeptClass(together(files), null));
    return files;
  }

  private static byte[] together(List<byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (byte[] file : files) {
      out.writeInt(file.length);
      out.write(file);
    }
    return bytes.toByteArray();
  }

  private static List<byte[]> apart(byte[] together) {
    List<byte[]> files = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(together);
    while (in.hasRemaining()) {
      byte[] file = new byte[in.getInt()];
      in.get(file);
      files.add(file);
    }
    return files;
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
