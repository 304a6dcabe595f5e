package io.trackmemory.tracker;

import com.sun.management.ThreadMXBean;
import io.trackmemory.tracker.UnattributedBytes.ByCause;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.SoftReference;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Phaser;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing after another that native code makes objects for, and prints what was seen of it.
 * With the argument {@code plain} no tracker is there and the JVM's counter is printed.
 */
final class UnattributedProgram {

  static volatile @Nullable Object sink;

  private static final BigInteger ODD = BigInteger.ONE.shiftLeft(2000).subtract(BigInteger.ONE);

  private UnattributedProgram() {}

  private static Map<String, ThrowingRunnable> actions() {
    Map<String, ThrowingRunnable> actions = new LinkedHashMap<>();
    actions.put("nothing", () -> {});
    actions.put("exceptions", () -> exceptions(100));
    actions.put("without stack", UnattributedProgram::withoutStack);
    actions.put("stack elements", () -> sink = new IllegalStateException().getStackTrace());
    actions.put("stack walker", UnattributedProgram::walk);
    actions.put("members", () -> sink = Members.class.getDeclaredFields());
    actions.put("interfaces", () -> sink = Members.class.getInterfaces());
    actions.put("boxed element", () -> sink = Array.get(new int[] {1000}, 0));
    actions.put("files", UnattributedProgram::files);
    actions.put("digest", UnattributedProgram::digest);
    actions.put("power", () -> sink = BigInteger.TEN.modPow(ODD.shiftRight(1900), ODD));
    actions.put("class", () -> sink = new Defining().define(Made.class));
    actions.put("class whose parent is asked for", UnattributedProgram::defineChild);
    actions.put("failing", UnattributedProgram::failing);
    actions.put("exception of the VM", UnattributedProgram::divide);
    return actions;
  }

  public static void main(String[] arguments) throws Throwable {
    boolean plain = arguments.length > 0;
    ThreadMXBean counter = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    for (Map.Entry<String, ThrowingRunnable> each : actions().entrySet()) {
      ThrowingRunnable action = each.getValue();
      for (int i = 0; i < 30; i++) {
        action.run();
      }
      collect();
      String seen;
      if (plain) {
        long before = counter.getCurrentThreadAllocatedBytes();
        action.run();
        seen = String.valueOf(counter.getCurrentThreadAllocatedBytes() - before);
      } else {
        MemoryTracker.measure(action);
        collect();
        seen = print(MemoryTracker.measure(action));
      }
      System.out.println("seen " + each.getKey() + ": " + seen);
    }
  }

  /* Until soft references are gone too, of which the JVM is told to keep none. */
  @SuppressWarnings("SystemGc")
  private static void collect() {
    SoftReference<Object> reference = new SoftReference<>(new Object());
    while (!reference.refersTo(null)) {
      System.gc();
    }
  }

  static String print(MemorySnapshot seen) {
    UnattributedBytes rest = seen.unattributed();
    return seen.jvmAllocatedBytes().orElse(-1)
        + " "
        + (seen.allocatedBytes() + seen.firstUseBytes())
        + " "
        + rest.total().orElse(-1)
        + " "
        + rest.unknownBytes().orElse(-1)
        + " "
        + rest.causes().stream()
            .map(ByCause::toString)
            .map(text -> text.replaceAll("ByCause\\[cause=|count=|bytes=|\\]|,", ""))
            .collect(Collectors.joining("; "));
  }

  static void exceptions(int count) {
    for (int i = 0; i < count; i++) {
      sink = new IllegalStateException();
    }
  }

  private static void withoutStack() {
    for (int i = 0; i < 100; i++) {
      sink = new Stackless();
    }
  }

  /* The function allocates while the native method that calls it runs. */
  private static void walk() {
    sink =
        StackWalker.getInstance().walk(frames -> frames.map(frame -> sink = new long[4]).toList());
  }

  private static void files() {
    sink = new File(".").list((folder, name) -> false);
  }

  private static void digest() throws NoSuchAlgorithmException {
    sink = MessageDigest.getInstance("SHA-256").digest(new byte[100]);
  }

  private static void defineChild() throws IOException {
    Defining loader = new AskingLoader();
    sink = loader.define(Child.class);
  }

  private static void failing() {
    try {
      sink = Class.forName("no.such.Class");
    } catch (ClassNotFoundException e) {
      sink = new IllegalStateException();
    }
  }

  private static void divide() {
    try {
      sink = 1 / (sink == null ? 0 : sink.hashCode() & 0);
    } catch (ArithmeticException e) {
      sink = e;
    }
  }

  /** Without a stack. */
  static final class Stackless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stackless() {
      super(null, null, false, false);
    }
  }

  /** Has members. */
  static class Members implements Cloneable {
    int first;
    @Nullable String second;
  }

  /** Has a parent. */
  static final class Child extends Phaser {}

  /** Defines classes of the tests again. */
  static class Defining extends ClassLoader {
    Defining() {
      super(null);
    }

    Class<?> define(Class<?> type) throws IOException {
      String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
      try (InputStream in =
          Objects.requireNonNull(UnattributedProgram.class.getResourceAsStream(file), file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(null, bytes, 0, bytes.length);
      }
    }
  }

  /** Is no loader by its name or its parent's: what it does while the JVM asks it counts. */
  static final class AskingLoader extends Defining {
    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      sink = new int[1000];
      return Class.forName(name, false, null);
    }
  }
}
