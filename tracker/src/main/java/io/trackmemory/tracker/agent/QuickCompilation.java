package io.trackmemory.tracker.agent;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.trackmemory.tracker.jdk.MemberTable;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the JIT's second compiler (C2) away from the transformer while the loaded classes are
 * rewritten: it would work longer on the transformer's code than that code then runs, and be busy
 * for seconds when the code under test wants to be compiled. The first compiler takes it alone.
 *
 * <p>Nothing but speed depends on it: where the JVM has no such compilers or no such command,
 * nothing is done. What was compiled meanwhile stays as it is; later all may be compiled again by
 * both.
 */
final class QuickCompilation implements AutoCloseable {

  private static final String COMMANDS = "com.sun.management.internal.DiagnosticCommandImpl";

  private final @Nullable Object commands;
  private final @Nullable Method execute;

  private QuickCompilation(@Nullable Object commands, @Nullable Method execute) {
    this.commands = commands;
    this.execute = execute;
  }

  /** Begins to do so; ends when closed. */
  static QuickCompilation begin(Instrumentation instrumentation) {
    Module management = ModuleLayer.boot().findModule("jdk.management").orElse(null);
    if (management == null || !isTiered()) {
      return new QuickCompilation(null, null);
    }
    try {
      return begin(instrumentation, management);
    } catch (IOException | ReflectiveOperationException | RuntimeException e) {
      return new QuickCompilation(null, null);
    }
  }

  /* Without both compilers the transformer would be interpreted. */
  private static boolean isTiered() {
    try {
      HotSpotDiagnosticMXBean options =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return Boolean.parseBoolean(options.getVMOption("TieredCompilation").getValue())
          && options.getVMOption("TieredStopAtLevel").getValue().equals("4")
          && options.getVMOption("CompilationMode").getValue().equals("default");
    } catch (RuntimeException e) {
      return false; // a JVM with other options
    }
  }

  private static QuickCompilation begin(Instrumentation instrumentation, Module management)
      throws IOException, ReflectiveOperationException {
    HookDefinition.open(instrumentation, management, "com.sun.management.internal");
    Class<?> type = Class.forName(COMMANDS);
    Method bean = type.getDeclaredMethod("getDiagnosticCommandMBean");
    bean.setAccessible(true);
    Method execute = type.getDeclaredMethod("executeDiagnosticCommand", String.class);
    execute.setAccessible(true);
    Object commands = bean.invoke(null);
    File file = newFile();
    try {
      try (OutputStream out = new FileOutputStream(file)) {
        out.write(directive().getBytes(StandardCharsets.UTF_8));
      }
      Object answer = execute.invoke(commands, "Compiler.directives_add \"" + file + "\"");
      boolean added = String.valueOf(answer).startsWith("1 compiler directive");
      return new QuickCompilation(added ? commands : null, execute);
    } finally {
      file.delete();
    }
  }

  /* The JDK's temporary files have secure random names, for which a hundred classes are loaded. */
  private static File newFile() throws IOException {
    String name = "trackmemory-" + Long.toHexString(System.nanoTime()) + ".json";
    File file = new File(System.getProperty("java.io.tmpdir"), name);
    if (!file.createNewFile()) {
      throw new IOException(file + " is there already");
    }
    return file;
  }

  private static String directive() {
    return "[{match: [\""
        + pattern(QuickCompilation.class)
        + "\", \""
        + pattern(MemberTable.class)
        + "\", \""
        + pattern(ClassReader.class)
        + "\"], c2: {Exclude: true}}]";
  }

  private static String pattern(Class<?> type) {
    return type.getPackageName().replace('.', '/') + "/*.*";
  }

  @Override
  public void close() {
    if (commands != null && execute != null) {
      try {
        execute.invoke(commands, "Compiler.directives_remove");
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the JVM keeps a compiler directive: " + e, e);
      }
    }
  }
}
