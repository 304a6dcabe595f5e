package io.trackmemory.tracker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.jdk.CacheRules;
import io.trackmemory.tracker.jdk.MethodRules;
import io.trackmemory.tracker.site.SiteTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the scan leaves alone has nothing to rewrite, in any class of this JDK. */
class ClassScanTest {

  private final List<String> wrong = new ArrayList<>();
  private int left;
  private int taken;
  private int calls;

  @Test
  void methodsLeftAlone_getNoHookFromAnyRule() throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
    try (Stream<Path> files = Files.walk(modules)) {
      files.filter(file -> file.toString().endsWith(".class")).forEach(this::check);
    }

    assertThat(wrong).isEmpty();
    assertThat(left).isGreaterThan(50_000);
    assertThat(taken).isGreaterThan(50_000);
    assertThat(calls).isGreaterThan(taken); // the rules do write hooks here
  }

  private void check(Path file) {
    try {
      ClassReader reader = new ClassReader(Files.readAllBytes(file));
      check(reader, reader.getClassName());
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private void check(ClassReader reader, String name) {
    ClassScan scan = ClassScan.of(reader, name);
    if (!scan.natives.equals(Intrinsics.natives(reader))) {
      wrong.add(name + ": other native methods");
    }
    SiteTable sites = new SiteTable();
    ClassContext context =
        new ClassContext(
            name,
            sites.owner(name, null, Origin.JDK).pass(sites),
            Intrinsics.natives(reader),
            false,
            null);
    reader.accept(new Methods(context, scan, reader.getSuperName()), ClassReader.SKIP_DEBUG);
  }

  /* Rewrites each method whatever the scan says. */
  private final class Methods extends ClassVisitor {
    private final ClassContext context;
    private final ClassScan scan;
    private final @Nullable String superName;
    private int index;

    Methods(ClassContext context, ClassScan scan, @Nullable String superName) {
      super(Opcodes.ASM9);
      this.context = context;
      this.scan = scan;
      this.superName = superName;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      boolean rewritten = scan.isRewritten(index++);
      String method = context.name + "." + name + descriptor;
      if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
        if (rewritten) {
          wrong.add(method + " has no code");
        }
        return null;
      }
      if (rewritten) {
        taken++;
      } else {
        left++;
      }
      boolean named =
          MethodRules.of(context.name, superName, name, descriptor) != null
              || CacheRules.LOOKUPS.of(context.name, name, descriptor) != null;
      if (named && !rewritten) {
        wrong.add(method + " is named by a rule");
      }
      MethodVisitor rewriter =
          new MethodRewriter(
              new Hooks(method, rewritten), context, name, descriptor, Pairing.NESTED, 0);
      return name.equals("<init>")
          ? new ThrowWriter(rewriter, context, access, descriptor, true)
          : rewriter;
    }
  }

  private final class Hooks extends MethodVisitor {
    private final String method;
    private final boolean rewritten;

    Hooks(String method, boolean rewritten) {
      super(Opcodes.ASM9);
      this.method = method;
      this.rewritten = rewritten;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.startsWith("java/lang/TrackMemory")) {
        calls++;
        if (!rewritten) {
          wrong.add(method + " would get " + owner + "." + name);
        }
      }
    }
  }
}
