package io.trackmemory.tracker;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;

/** Uses classes before the tracker is there, and again after. Prints what it sees of them. */
final class LoadedBeforeProgram {

  @Retention(RetentionPolicy.RUNTIME)
  @interface Named {
    String value();
  }

  record Labelled(@Named("label") String text) {
    Labelled twice() {
      return new Labelled(text);
    }

    Object[] label(Object labelled) {
      return new Object[] {this, labelled};
    }
  }

  static final class Target {
    @SuppressWarnings("unused") // its names are what is read
    static Object make(int quantity, String label) {
      return new Object();
    }
  }

  private static Object sink = "";

  private LoadedBeforeProgram() {}

  public static void main(String[] arguments) throws Exception {
    print();
    MemorySnapshot seen =
        MemoryTracker.measure(() -> sink = new Labelled("").twice().label(Target.make(1, "")));
    print();
    System.out.println(sink.getClass().getSimpleName());
    System.out.println(seen.allocationCount() + " " + seen.uncertified());
  }

  private static void print() throws ReflectiveOperationException {
    Arrays.stream(Target.class.getDeclaredMethod("make", int.class, String.class).getParameters())
        .forEach(System.out::println);
    System.out.println(Labelled.class.getRecordComponents()[0].getAnnotation(Named.class).value());
  }
}
