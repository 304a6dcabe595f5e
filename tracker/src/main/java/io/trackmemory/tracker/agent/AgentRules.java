package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.jdk.JdkMember;
import io.trackmemory.tracker.jdk.JdkMember.Kind;
import io.trackmemory.tracker.jdk.NeededMembers;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * All rules about the JDK that rewriting follows, and which of those that are needed this JDK
 * lacks. What a class has is read as it is rewritten, which costs a walk over the members of some
 * forty classes. Any thread may show a class.
 */
final class AgentRules {

  private final NeededMembers needed;
  private volatile boolean reading = true;

  AgentRules(NeededMembers needed) {
    this.needed = needed;
  }

  /** Those of the JDK that runs. */
  static AgentRules ofThisJdk() {
    return new AgentRules(
        new NeededMembers(all(), Runtime.version().feature(), System.getProperty("os.name", "")));
  }

  /** Every rule. */
  static List<JdkMember<?>> all() {
    List<JdkMember<?>> all = NeededMembers.ofRewriting();
    all.addAll(JvmFields.RULES);
    return all;
  }

  /** Reads what a class of the JDK has, if it has to have something. */
  void show(String className, byte[] classFile) {
    if (reading && needed.concerns(className)) {
      show(className, ClassFile.open(classFile).reader());
    }
  }

  /** The same of a class that is open. */
  void show(String className, ClassReader reader) {
    if (reading && needed.concerns(className)) {
      needed.sees(Kind.CLASS, className, "", "");
      reader.accept(
          new Members(needed, className),
          ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
  }

  /** Classes that are to have something and were not shown with all of it. */
  Set<String> unseen() {
    return needed.unseenClasses();
  }

  /** Reads the files of the classes that were not shown, or did not have all; ends the reading. */
  NeededMembers finish() {
    for (String className : unseen()) {
      byte[] file = ClassFile.find(null, className);
      if (file != null) {
        show(className, ClassFile.open(file).reader());
      }
    }
    reading = false;
    return needed;
  }

  private static final class Members extends ClassVisitor {
    private final NeededMembers needed;
    private final String className;

    Members(NeededMembers needed, String className) {
      super(Opcodes.ASM9);
      this.needed = needed;
      this.className = className;
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      needed.sees(Kind.FIELD, className, name, descriptor);
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      needed.sees(Kind.METHOD, className, name, descriptor);
      return null;
    }
  }
}
