package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.kept.KeptClasses;
import io.trackmemory.tracker.site.SiteTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The stack that rewritten methods declare: the JVM verifies no class of the JDK. What they take is
 * computed by ASM, in the same way before and after.
 */
@Tag("slow")
@Tag("jdk")
class StackOfMethodsTest {

  /* Spans and memory off the heap are asked for more than they need: few methods have them. */
  private static final int SPAN = 12;

  @Test
  void rewrittenMethods_declareWhatTheyTakeAndHardlyMore() throws IOException {
    Rewriting rewriting =
        new Rewriting(new SiteTable(), new TestClasses(), List.of(), KeptClasses.NONE);
    List<String> wrong = new ArrayList<>();
    int changed = 0;
    int exact = 0;
    for (Path file : files()) {
      byte[] original = Files.readAllBytes(file);
      String name = new ClassReader(original).getClassName();
      byte[] rewritten = rewriting.transform(null, name, null, null, original);
      if (rewritten == null) {
        continue;
      }
      Map<String, Integer> before = declared(original);
      Map<String, Integer> after = declared(rewritten);
      Map<String, Integer> takenBefore = declared(computed(original));
      Map<String, Integer> taken = declared(computed(rewritten));
      for (Map.Entry<String, Integer> method : after.entrySet()) {
        String key = method.getKey();
        int more = method.getValue() - before.getOrDefault(key, 0);
        int needed = taken.getOrDefault(key, 0) - takenBefore.getOrDefault(key, 0);
        changed++;
        exact += more <= Math.max(needed, 0) + 2 ? 1 : 0;
        if (more < needed || more > SPAN) {
          wrong.add(name + "." + key + " has " + more + " more, and takes " + needed);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(changed).isGreaterThan(20_000);
    assertThat(exact).isGreaterThan(changed * 85 / 100);
  }

  private static List<Path> files() throws IOException {
    Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java");
    try (Stream<Path> all = Files.walk(base)) {
      return all.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  private static byte[] computed(byte[] file) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    new ClassReader(file)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                MethodVisitor next =
                    super.visitMethod(access, name, descriptor, signature, exceptions);
                return new MethodVisitor(Opcodes.ASM9, next) {}; // else it is copied as it is
              }
            },
            ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  private static Map<String, Integer> declared(byte[] file) {
    Map<String, Integer> stacks = new HashMap<>();
    new ClassReader(file)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMaxs(int maxStack, int maxLocals) {
                    stacks.put(name + descriptor, maxStack);
                  }
                };
              }
            },
            0);
    return stacks;
  }
}
