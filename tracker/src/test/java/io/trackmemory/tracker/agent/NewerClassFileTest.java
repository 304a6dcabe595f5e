package io.trackmemory.tracker.agent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.CountsAndLeaks;
import io.trackmemory.tracker.Jvm;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.gate.ClassFailure;
import io.trackmemory.tracker.kept.KeptClasses;
import io.trackmemory.tracker.site.SiteTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Class files of versions that are not known yet, and of formats that are not. */
class NewerClassFileTest {

  private static final int MADE_UP = 99;
  private static final int PREVIEW = 0xFFFF;

  private final ClassLoader loader = new Generated();
  private final Rewriting rewriting = rewriting();

  private static Rewriting rewriting() {
    return new Rewriting(new SiteTable(), new TestClasses(), List.of(), KeptClasses.NONE);
  }

  @AfterEach
  void restore() {
    ClassFile.newest = ClassFile.NEWEST_KNOWN;
  }

  private static byte[] withVersion(byte[] classFile, int major, int minor) {
    byte[] copy = classFile.clone();
    copy[4] = (byte) (minor >> 8);
    copy[5] = (byte) minor;
    copy[6] = (byte) (major >> 8);
    copy[7] = (byte) major;
    return copy;
  }

  private static byte[] makesObjects() {
    return new Generated()
        .add(
            "Newer",
            "java/lang/Object",
            out -> Generated.run(out, code -> Generated.makeObjects(code, 2)))
        .classFile("Newer");
  }

  /* One whose only frame is behind an object that it makes. */
  private static byte[] hasFrame() {
    return new Generated()
        .add(
            "Newer",
            "java/lang/Object",
            out ->
                Generated.run(
                    out,
                    code -> {
                      Label end = new Label();
                      Generated.makeObjects(code, 1);
                      code.visitInsn(Opcodes.ICONST_0);
                      code.visitJumpInsn(Opcodes.IFEQ, end);
                      code.visitInsn(Opcodes.NOP);
                      code.visitLabel(end);
                      code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                    }))
        .classFile("Newer");
  }

  private byte @Nullable [] rewrite(byte[] classFile) {
    return rewriting.transform(loader, "Newer", null, null, classFile);
  }

  private @Nullable ClassFailure failure() {
    return rewriting.failures().get("Newer");
  }

  private static int hooks(byte[] rewritten) {
    int[] calls = new int[1];
    new ClassReader(withVersion(rewritten, Opcodes.V17, 0))
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
                  public void visitMethodInsn(
                      int opcode, String owner, String called, String type, boolean isInterface) {
                    calls[0] += owner.startsWith("java/lang/TrackMemory") ? 1 : 0;
                  }
                };
              }
            },
            0);
    return calls[0];
  }

  @ParameterizedTest
  @CsvSource({"71, 0", "71, 65535", "72, 0", "72, 65535", "73, 0", "99, 0", "99, 65535", "300, 7"})
  void newerVersion_isRewrittenAndKept(int major, int minor) {
    byte[] original = withVersion(makesObjects(), major, minor);
    byte[] before = original.clone();
    byte[] rewritten = requireNonNull(rewrite(original));

    assertThat(original).isEqualTo(before); // it is the JVM's
    assertThat(ClassFile.major(rewritten)).isEqualTo(major);
    assertThat(ClassFile.minor(rewritten)).isEqualTo(minor);
    // Counted and followed, each; made as a task, begun, and ended in two ways.
    assertThat(hooks(rewritten)).isEqualTo(4 + 4);
    assertThat(withVersion(rewritten, Opcodes.V17, 0))
        .isEqualTo(rewriting().transform(loader, "Newer", null, null, makesObjects()));
    assertThat(rewriting.failures()).isEmpty();
  }

  @Test
  void classesOfThisJdk_areRewrittenAlikeAsNewerOnes() throws IOException {
    Rewriting asKnown = rewriting();
    List<String> different = new ArrayList<>();
    int[] rewritten = new int[1];
    forEachClass(
        file -> {
          String name = new ClassReader(file).getClassName();
          ClassFile.newest = ClassFile.NEWEST_KNOWN;
          byte[] known = asKnown.transform(null, name, null, null, file);
          ClassFile.newest = Opcodes.V11;
          byte[] newer = rewriting.transform(null, name, null, null, file);
          if (!Arrays.equals(known, newer)) {
            different.add(name);
          }
          rewritten[0] += newer == null ? 0 : 1;
        });

    assertThat(different).isEmpty();
    assertThat(rewriting.failures()).isEmpty();
    assertThat(rewritten[0]).isGreaterThan(800);
  }

  private static void forEachClass(Consumer<byte[]> test) throws IOException {
    Path some =
        FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java/util");
    try (Stream<Path> files = Files.walk(some)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".class")) {
          test.accept(Files.readAllBytes(file));
        }
      }
    }
  }

  /* The first text is the class's name; its tag is behind the header. */
  private static byte[] withTag(byte[] classFile, int tag) {
    byte[] copy = classFile.clone();
    copy[10] = (byte) tag;
    return copy;
  }

  @Test
  void unknownConstant_inNewerVersion_isTheReason() {
    assertThat(rewrite(withVersion(withTag(makesObjects(), 21), MADE_UP, PREVIEW))).isNull();
    assertThat(failure())
        .isEqualTo(
            new ClassFailure(
                "its class file has version 99.65535, versions up to 71 are known, and entry 1 of"
                    + " its constant pool has a tag that is not known (21)",
                "use a TrackMemory that knows this JDK"));
  }

  @Test
  void unknownConstant_inKnownVersion_isTheReason() {
    assertThat(rewrite(withTag(makesObjects(), -3))).isNull();
    assertThat(failure())
        .isEqualTo(
            new ClassFailure(
                "entry 1 of its constant pool has a tag that is not known (-3)",
                "exclude it with trackmemory.exclude if it does not matter"));
  }

  @Test
  void unknownFrame_isTheReason() {
    byte[] newer = withVersion(hasFrame(), MADE_UP, 0);
    byte[] table = {0, 0, 0, 3, 0, 1}; // length and number of frames, before its type
    int at = indexOf(newer, table) + table.length;
    newer[at] = (byte) 246;

    assertThat(rewrite(newer)).isNull();
    assertThat(requireNonNull(failure()).reason())
        .isEqualTo(
            "its class file has version 99.0, versions up to 71 are known, and a stack map frame of"
                + " method run is of a type that is not known (246)");
  }

  @Test
  void unknownInstruction_isTheReason() {
    byte[] newer = withVersion(makesNothing(), MADE_UP, 0);
    newer[indexOf(newer, new byte[] {Opcodes.ICONST_3, Opcodes.POP}) + 2] = (byte) 203;

    assertThat(rewrite(newer)).isNull();
    assertThat(requireNonNull(failure()).reason())
        .isEqualTo(
            "its class file has version 99.0, versions up to 71 are known, and reading it failed:"
                + " java.lang.IllegalArgumentException: instruction 203 is not known");
  }

  private static byte[] makesNothing() {
    return new Generated()
        .add(
            "Newer",
            "java/lang/Object",
            out ->
                Generated.run(
                    out,
                    code -> {
                      code.visitInsn(Opcodes.ICONST_3);
                      code.visitInsn(Opcodes.POP);
                      for (int i = 0; i < 8; i++) {
                        code.visitInsn(Opcodes.NOP);
                      }
                    }))
        .classFile("Newer");
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int at = 0; at <= bytes.length - part.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("not found");
  }

  @Test
  void hiddenClassThatCannotBeRead_isDefinedAsItIs() {
    byte[] newer = withVersion(withTag(makesObjects(), 21), MADE_UP, 0);

    assertThat(rewriting.rewriteHidden(newer, null)).isSameAs(newer);
    assertThat(rewriting.failures()).containsOnlyKeys("(hidden)");
  }

  @Test
  void classesNewerThanTheJvm_areRefusedForTheirOwnVersion() throws Exception {
    assertThat(Jvm.run(NewerMain.class.getName()))
        .containsExactly(
            "refused: class file version 99.7",
            "read: []",
            "refused: class file version 99.7",
            "unread: [class Newer could not be instrumented (its class file has version 99.7,"
                + " versions up to 71 are known, and entry 1 of its constant pool has a tag that is"
                + " not known (21)); use a TrackMemory that knows this JDK]");
  }

  @Test
  void everyClassNewerThanKnown_countsAll() throws Exception {
    assertThat(Jvm.run(AllNewerMain.class.getName()))
        .containsExactly("4 objects, 112 B", "2 leaked, Optional.empty");
  }

  static final class NewerMain {

    private NewerMain() {}

    public static void main(String[] arguments) {
      MemoryTracker.measure(() -> {});
      byte[] newer = withVersion(makesObjects(), MADE_UP, 7);
      tell("read", newer);
      tell("unread", withTag(newer, 21));
    }

    private static void tell(String what, byte[] classFile) {
      MemorySnapshot seen = MemoryTracker.measure(() -> System.out.println(define(classFile)));
      System.out.println(what + ": " + seen.uncertified().stream().toList());
    }

    private static String define(byte[] classFile) {
      try {
        new Generated().define("Newer", classFile);
        return "defined";
      } catch (LinkageError e) {
        String message = String.valueOf(e.getMessage());
        int version = message.indexOf("class file version 99.7");
        return "refused: " + (version < 0 ? "not known" : message.substring(version, version + 23));
      }
    }
  }

  static final class AllNewerMain {

    private AllNewerMain() {}

    public static void main(String[] arguments) {
      ClassFile.newest = Opcodes.V11;
      CountsAndLeaks.main(arguments);
    }
  }
}
