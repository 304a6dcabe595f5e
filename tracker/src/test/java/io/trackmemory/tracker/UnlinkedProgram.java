package io.trackmemory.tracker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Has a class loaded that cannot be linked, as one that it names is missing; measures other code
 * before that one turns up, and the class after it.
 */
final class UnlinkedProgram {

  static class Base {}

  static final class Missing extends Base {}

  /** Its verification asks whether the one is the other. */
  public static final class Odd implements Supplier<Object> {
    @Override
    public Object get() {
      return new Object();
    }

    Base base(Missing missing) {
      return missing;
    }
  }

  private static Object sink = "";

  private UnlinkedProgram() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    Hiding loader = new Hiding();
    Class<?> type = Class.forName(Odd.class.getName(), false, loader);
    print(MemoryTracker.measure(() -> sink = new Object()));
    loader.found = true;
    Supplier<?> odd = (Supplier<?>) type.getDeclaredConstructor().newInstance();
    print(MemoryTracker.measure(() -> sink = odd.get()));
  }

  private static void print(MemorySnapshot seen) {
    System.out.println(seen.allocationCount() + " " + seen.uncertified().orElse("certified"));
  }

  private static final class Hiding extends ClassLoader {
    private boolean found;

    Hiding() {
      super(null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (!found && name.equals(Missing.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      String file = "/" + name.replace('.', '/') + ".class";
      try (InputStream in =
          Objects.requireNonNull(UnlinkedProgram.class.getResourceAsStream(file))) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
