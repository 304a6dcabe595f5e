package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.jdk.CallRules;
import io.trackmemory.tracker.jdk.MethodRules;
import io.trackmemory.tracker.jdk.MethodRules.Span;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every method of this JDK that the JIT compiler may replace as a whole, and that makes objects
 * when it is not replaced, has a rule. Found by their annotation in the whole image, with what they
 * call, as far as the class that a call names tells; what is only made to be thrown is left out.
 */
@Tag("slow")
@Tag("jdk")
class IntrinsicsTest {

  /* Methods without a rule, by their beginnings, and why they need none. */
  private static final Map<String, String> WITHOUT_RULE =
      Map.of(
          "java/lang/StringBuilder.",
          "replaced only where nothing stands between the calls, and the hook of the builder does",
          "java/lang/StringBuffer.",
          "as StringBuilder",
          "java/lang/Integer.toString(I)",
          "replaced only as part of such a chain",
          "java/lang/Math.",
          "where the compilers replace it the interpreter does: the body never runs",
          "jdk/internal/vm/vector/VectorSupport.maybeRebox(",
          "gives what it is given",
          "com/sun/crypto/provider/GaloisCounterMode.implGCMCrypt0(",
          "makes a buffer only where a counter of 32 bits runs over",
          "java/lang/reflect/Method.invoke(",
          "only known by the compiler, not replaced",
          "jdk/internal/misc/Unsafe.allocateUninitializedArray0",
          "what calls it is counted at its callers");

  private final Map<String, Set<String>> calls = new HashMap<>();
  private final Map<String, String> superNames = new HashMap<>();
  private final Set<String> allocating = new HashSet<>();
  private final Set<String> natives = new HashSet<>();
  private final Set<String> copied = new HashSet<>();
  private final Set<String> intrinsics = new TreeSet<>();

  @Test
  void thoseThatMakeObjects_haveARule() throws IOException {
    Path image = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    try (Stream<Path> files = Files.walk(image)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".class") && !file.endsWith("module-info.class")) {
          read(new ClassReader(Files.readAllBytes(file)));
        }
      }
    }
    assertThat(intrinsics).hasSizeGreaterThan(400);

    List<String> making = intrinsics.stream().filter(this::makesObjects).toList();
    List<String> unknown = making.stream().filter(method -> !hasRule(method)).toList();

    assertThat(making).hasSizeGreaterThan(40);
    assertThat(unknown)
        .allMatch(method -> WITHOUT_RULE.keySet().stream().anyMatch(method::startsWith));
  }

  private boolean hasRule(String method) {
    int dot = method.indexOf('.');
    int parenthesis = method.indexOf('(');
    String owner = method.substring(0, dot);
    String name = method.substring(dot + 1, parenthesis);
    String descriptor = method.substring(parenthesis);
    Span span = MethodRules.of(owner, null, name, descriptor);
    return copied.contains(method)
        || CallRules.isHookedAtCallers(owner, name, descriptor)
        || span == Span.SILENT
        || span == Span.REPLACED;
  }

  private boolean makesObjects(String method) {
    if (natives.contains(method)) {
      return false; // a call is counted, or measured, or gives what is there
    }
    if (PlainCopies.OWNERS.contains(method.substring(0, method.indexOf('.')))) {
      return true; // through the function that it is given
    }
    Set<String> known = new HashSet<>(Set.of(method));
    Deque<String> next = new ArrayDeque<>(known);
    while (!next.isEmpty()) {
      String some = next.poll();
      if (allocating.contains(some)) {
        return true;
      }
      for (String called : calls.getOrDefault(some, Set.of())) {
        String found = declared(called);
        if (known.add(found)) {
          next.add(found);
        }
      }
    }
    return false;
  }

  private String declared(String called) {
    String owner = called.substring(0, called.indexOf('.'));
    String method = called.substring(called.indexOf('.'));
    while (!calls.containsKey(owner + method) && superNames.get(owner) != null) {
      owner = superNames.get(owner);
    }
    return owner + method;
  }

  private void read(ClassReader reader) {
    String owner = reader.getClassName();
    superNames.put(owner, reader.getSuperName());
    if (PlainCopies.OWNERS.contains(owner)) {
      Intrinsics.plain(reader).forEach(method -> copied.add(owner + "." + method));
    }
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            String method = owner + "." + name + descriptor;
            if ((access & Opcodes.ACC_NATIVE) != 0) {
              natives.add(method);
            }
            calls.put(method, new HashSet<>()); // also of one that calls nothing
            return new Body(method);
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }

  /* What a method makes and calls, but for stretches that end by throwing. */
  private final class Body extends MethodVisitor {
    private final String method;
    private final List<String> called = new ArrayList<>();
    private boolean makes;

    Body(String method) {
      super(Opcodes.ASM9);
      this.method = method;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      if (descriptor.equals(Intrinsics.ANNOTATION)) {
        intrinsics.add(method);
      }
      return null;
    }

    private void endStretch(boolean thrown) {
      if (!thrown) {
        calls.computeIfAbsent(method, each -> new HashSet<>()).addAll(called);
        if (makes) {
          allocating.add(method);
        }
      }
      called.clear();
      makes = false;
    }

    @Override
    public void visitLabel(Label label) {
      endStretch(false);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      endStretch(false);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
        endStretch(false);
      } else if (opcode == Opcodes.ATHROW) {
        endStretch(true);
      }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      makes |= opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY;
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      makes |= opcode == Opcodes.NEWARRAY;
    }

    @Override
    public void visitMultiANewArrayInsn(String type, int dimensions) {
      makes = true;
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      makes = true;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      called.add(owner + "." + name + descriptor);
    }
  }
}
